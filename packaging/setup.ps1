# Shared by run.ps1 and test.ps1; loaded by them, not run. Written, not run yet: see the README.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot
$environment = Join-Path $root '.venv'
$python = Join-Path $environment 'Scripts\python.exe'

function Say([string] $words) { Write-Host "`n== $words" }

function Stop-With([string] $words) {
    Write-Host "`nisodesk cannot be set up: $words" -ForegroundColor Red
    exit 1
}

# The Python that makes the environment: the launcher's newest, or the one on the PATH.
function Find-Python {
    foreach ($candidate in @(@('py', '-3'), @('python'))) {
        if (-not (Get-Command $candidate[0] -ErrorAction SilentlyContinue)) { continue }
        $more = @($candidate | Select-Object -Skip 1)
        & $candidate[0] @more -c 'import sys; sys.exit(sys.version_info < (3, 11))'
        if ($LASTEXITCODE -eq 0) { return , $candidate }
    }
    Stop-With 'Python 3.11 or newer is needed. Install it from python.org and start this again.'
}

function Get-State {
    $sources = @('pyproject.toml', 'packaging\constraints.txt', 'packaging\setup.ps1')
    $hashes = $sources | ForEach-Object { (Get-FileHash (Join-Path $root $_)).Hash }
    return "$root $($hashes -join ' ')"
}

# .venv with isodesk, for 'test' with what its tests need too; nothing where it stands already.
function Initialize-Environment([string] $wanted) {
    $mark = Join-Path $environment "made-for-$wanted"
    $state = Get-State
    if ((Test-Path $mark) -and ((Get-Content -Raw $mark).Trim() -eq $state)) { return }
    Say 'Making the Python environment in .venv; this loads about 150 MB once'
    if (-not (Test-Path $python)) {
        $maker = Find-Python
        $more = @($maker | Select-Object -Skip 1)
        & $maker[0] @more -m venv $environment
        if ($LASTEXITCODE -ne 0) { Stop-With 'Python could not make an environment in .venv.' }
    }
    Install-Isodesk $wanted
    & $python -m compileall -q (Join-Path $environment 'Lib') (Join-Path $root 'isodesk') | Out-Null
    Set-Content -Path $mark -Value $state
}

function Install-Isodesk([string] $wanted) {
    $packages = @('-e', '.')
    if ($wanted -eq 'test') { $packages += Get-TestTools }
    $env:PIP_CONSTRAINT = 'packaging\constraints.txt'
    Push-Location $root
    & $python -m pip install --only-binary=:all: @packages
    $code = $LASTEXITCODE
    Pop-Location
    Remove-Item Env:PIP_CONSTRAINT
    if ($code -ne 0) { Stop-With "Python's packages could not be installed; the reason stands above." }
}

function Get-TestTools {
    $reader = @'
import sys, tomllib
project = tomllib.load(open(sys.argv[1], 'rb'))
print(*project['dependency-groups']['dev'], sep='\n')
print(*sum(project['project']['optional-dependencies'].values(), []), sep='\n')
'@
    return & $python -c $reader (Join-Path $root 'pyproject.toml')
}
