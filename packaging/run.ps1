# Sets isodesk up beside its source and opens it on the sample company (Windows).
#   packaging\run.ps1            the window
#   packaging\run.ps1 FOLDER     the main job without a window, into FOLDER
# Written, not run yet: see the README.
param([string] $Folder)
. (Join-Path $PSScriptRoot 'setup.ps1')

Initialize-Environment 'run'
$isodesk = Join-Path $environment 'Scripts\isodesk.exe'
if ($Folder) {
    New-Item -ItemType Directory -Force $Folder | Out-Null
    $env:QT_QPA_PLATFORM = 'offscreen'
    & $isodesk demo $Folder
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    Say "All of it lies in $((Resolve-Path $Folder).Path)"
    exit 0
}
$file = Join-Path ([Environment]::GetFolderPath('MyDocuments')) 'isodesk sample.isodesk'
if (-not (Test-Path $file)) {
    Say "Making the sample company: $file"
    & $isodesk sample $file
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}
Say "Starting isodesk on $file"
& $isodesk $file
exit $LASTEXITCODE
