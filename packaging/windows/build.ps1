# packaging\windows\build.ps1: the program, tried, and its installer, on Windows with uv and Inno Setup 6.
#
# It has to be run on Windows: PyInstaller builds for the system it runs on. Set $env:SIGNTOOL to the command that signs a
# file ($f stands for its name) and the programs and the installer are signed with it.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

function Must([string] $what) { if ($LASTEXITCODE -ne 0) { throw "$what did not work." } }

$version = ([regex] 'VERSION = "([0-9.]+)"').Match((Get-Content qa_desktop\__init__.py -Raw)).Groups[1].Value
uv sync --frozen --quiet; Must "Setting up"
$env:UV_PROJECT_ENVIRONMENT = "build\env"
uv sync --frozen --quiet --no-dev --group build; Must "Setting up the build"
$env:PYTHONHASHSEED = "0"
build\env\Scripts\pyinstaller.exe --noconfirm --log-level ERROR --distpath dist --workpath build\pyinstaller pyinstaller.spec
Must "Building"
if ($env:SIGNTOOL) {
    foreach ($name in "qa-desktop.exe", "qa-desktop-cli.exe") {
        Invoke-Expression ($env:SIGNTOOL -replace '\$f', "dist\qa-desktop\$name"); Must "Signing $name"
    }
}
.venv\Scripts\python.exe tools\built.py dist\qa-desktop; Must "Trying the program"

$words = @("/Qp", "/DVersion=$version")
if ($env:SIGNTOOL) { $words += "/DSignTool=sign", "/Ssign=$env:SIGNTOOL" }
$compiler = Get-Command iscc -ErrorAction SilentlyContinue
$iscc = if ($compiler) { $compiler.Source } else { "${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe" }
& $iscc @words packaging\windows\qa-desktop.iss; Must "Making the installer"
Write-Output "dist\qa-desktop-setup-$version.exe"
