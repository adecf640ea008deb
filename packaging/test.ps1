# Sets up what the tests need and runs them all (Windows). What follows goes to pytest.
# The tests of CUPS are skipped here, and so are those of LibreOffice and poppler where these are
# not installed. Written, not run yet: see the README.
. (Join-Path $PSScriptRoot 'setup.ps1')

Initialize-Environment 'test'
Say 'Running the tests'
Push-Location $root
if ($args.Count -gt 0) { & $python -m pytest @args }
else { & $python -m pytest -n 2 --dist loadfile }
$code = $LASTEXITCODE
Pop-Location
exit $code
