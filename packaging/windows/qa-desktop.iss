; The installer for Windows, made with Inno Setup 6 on Windows from what `make build` leaves in dist\ there:
;
;     iscc /DVersion=0.1.0 packaging\windows\qa-desktop.iss
;
; packaging\windows\build.ps1 does all of it, version and all. For one person without administrator rights; for all of a
; laptop's people with them (/ALLUSERS), which policies that allow programs only under Program Files want.
;
;     qa-desktop-setup-0.1.0.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART              silently, for this person
;     qa-desktop-setup-0.1.0.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART /ALLUSERS    silently, for everybody
;     unins000.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART                            silently away again
;
; People's work lies in %LOCALAPPDATA%\Has the Help Helped. Nothing here names that folder: no line installs, changes or
; removes anything in it, and a test sees to it that it stays so.

#ifndef Version
  #error Say which version, as in /DVersion=1.2.3
#endif
#define Title "Has the Help Helped?"
#define Program "qa-desktop.exe"

[Setup]
; Never another AppId: by it an update finds what it replaces.
AppId={{6F0B7C52-3B0E-4B5B-9E0E-7A1B6E7C4D11}
AppName={#Title}
AppVersion={#Version}
AppVerName={#Title} {#Version}
AppPublisher={#Title}
VersionInfoVersion={#Version}.0
; A question mark may stand in no folder's name.
DefaultDirName={autopf}\QA Desktop
DefaultGroupName={#Title}
DisableProgramGroupPage=yes
DisableDirPage=auto
UsePreviousAppDir=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=qa-desktop-setup-{#Version}
SetupIconFile=..\..\resources\app\qa-desktop.ico
UninstallDisplayIcon={app}\{#Program}
UninstallDisplayName={#Title}
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
; The program that is open is asked to close first: an update never swaps files under it.
CloseApplications=yes
CloseApplicationsFilter=*.exe,*.dll,*.pyd
RestartApplications=no
#ifdef SignTool
SignTool={#SignTool}
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Messages]
en.ConfirmUninstall=Remove %1 from this computer?%n%nYour audits, your passphrase and your backups stay where they are.

[InstallDelete]
; An update is exactly what its folder holds: a library of an older version beside a newer one would be loaded.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\qa-desktop\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{#StringChange(Title, '?', '')}"; Filename: "{app}\{#Program}"

[Registry]
; HKA: this person's, or everybody's where it is installed for everybody.
Root: HKA; Subkey: "Software\Classes\.qabundle"; ValueType: string; ValueData: "qa-desktop.bundle"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.qabundle\OpenWithProgids"; ValueType: string; ValueName: "qa-desktop.bundle"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\qa-desktop.bundle"; ValueType: string; ValueData: "Pack or return file"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\qa-desktop.bundle\DefaultIcon"; ValueType: string; ValueData: "{app}\{#Program},0"
Root: HKA; Subkey: "Software\Classes\qa-desktop.bundle\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""

[Run]
Filename: "{app}\{#Program}"; Description: "Open {#Title}"; Flags: nowait postinstall skipifsilent
