# 核验离线副本（未在 Windows 上测试；浏览器能用的时候，请用核验.html）
#
# 用法：右键点本文件，选“使用 PowerShell 运行”；或者
#     powershell -ExecutionPolicy Bypass -File 核验.ps1 -Folder E:\副本 -Fingerprint "公告上的指纹"
# -Folder       副本所在的文件夹；不写就是本文件所在的文件夹
# -Fingerprint  公告上的指纹，32 到 64 位；不写就把指纹显示出来，由人核对
# -NoPause      做完不等回车
# 退出码：0 通过，1 未通过，2 用法不对。
#
# 本脚本不记住核验过的版本，请把显示的版本与上次的比一比。请用查阅点自己保存的一份，不要用 U 盘上的。
# Curly quotes end a string in PowerShell: they may stand in comments only.
# For Windows PowerShell 5.1 with .NET Framework 4.6.1 or later. The format: hooks/disclosure/offline/README.md.

param(
    [string] $Folder = $PSScriptRoot,
    [string] $Fingerprint = '',
    [switch] $NoPause
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$Site = '0000000000'
$Listed = 'bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', '打开.html', '核验.html', '核验.ps1', '说明.txt'
$Derived = 'release.js', 'release.json', 'release.sig'
$TagManifest = 'tagmanifest-sha256.txt'
$LargestRecord = 65536
$Shown = 50

$utf8 = New-Object System.Text.UTF8Encoding -ArgumentList $false, $true
$sha256 = [System.Security.Cryptography.SHA256]::Create()
# Every fault is a line to read. Names are compared exactly: the tables of PowerShell itself ignore case.
$faults = New-Object System.Collections.Generic.List[string]

function ConvertTo-Hex([byte[]] $Bytes) {
    [BitConverter]::ToString($Bytes).Replace('-', '').ToLowerInvariant()
}

function Get-BytesDigest([byte[]] $Bytes) {
    ConvertTo-Hex $sha256.ComputeHash($Bytes)
}

function Get-FileDigest([string] $Path) {
    $stream = New-Object System.IO.FileStream -ArgumentList $Path, 'Open', 'Read', 'Read'
    try {
        ConvertTo-Hex $sha256.ComputeHash($stream)
    }
    finally {
        $stream.Dispose()
    }
}

function New-Table {
    # The comma keeps PowerShell from taking the empty table apart.
    , (New-Object 'System.Collections.Generic.Dictionary[string,string]' -ArgumentList ([StringComparer]::Ordinal))
}

# Every file below the folder: its full path by its path in the copy.
function Get-Listing([string] $Root) {
    $found = New-Table
    foreach ($path in [System.IO.Directory]::GetFiles($Root, '*', [System.IO.SearchOption]::AllDirectories)) {
        $found[$path.Substring($Root.Length).Replace('\', '/')] = $path
    }
    , $found
}

# Whether the 64 bytes are the signature of the record by the key, a SubjectPublicKeyInfo on P-256 of 91 bytes.
function Test-Signature([byte[]] $Key, [byte[]] $Record, [byte[]] $Signature) {
    if ($Key.Length -ne 91 -or $Signature.Length -ne 64) {
        return $false
    }
    # ECCPUBLICBLOB: "ECS1", the length of a coordinate, both coordinates.
    $blob = [byte[]] (@(0x45, 0x43, 0x53, 0x31, 0x20, 0, 0, 0) + $Key[27..90])
    $format = [System.Security.Cryptography.CngKeyBlobFormat]::EccPublicBlob
    $imported = [System.Security.Cryptography.CngKey]::Import($blob, $format)
    $ecdsa = New-Object System.Security.Cryptography.ECDsaCng -ArgumentList $imported
    $ecdsa.VerifyData($Record, $Signature, [System.Security.Cryptography.HashAlgorithmName]::SHA256)
}

# The digests of the list by path; nothing, with a fault, when it is not in its one form.
function Read-Manifest([string] $Path) {
    $found = New-Table
    $text = $utf8.GetString([System.IO.File]::ReadAllBytes($Path))
    $lines = $text.Split([char] 10)
    if ($text.Contains("`r") -or $lines[$lines.Length - 1] -cne '') {
        $faults.Add('清单不对：像是用记事本打开后保存过')
        return , $found
    }
    for ($place = 0; $place -lt $lines.Length - 1; $place++) {
        if ($lines[$place] -cnotmatch '^([0-9a-f]{64})  (data/\S.*)$' -or $found.ContainsKey($Matches[2])) {
            $faults.Add("清单不对：第 $($place + 1) 行")
            return , (New-Table)
        }
        $found[$Matches[2]] = $Matches[1]
    }
    , $found
}

# The digests that the files beside data\ must have, by name.
function Get-ExpectedTags([object] $Release, [byte[]] $Record, [byte[]] $Signature) {
    $expected = New-Table
    foreach ($name in $Listed) {
        $expected[$name] = $Release.files.$name
    }
    $notice = 'self.disclosureCopy && self.disclosureCopy(' + $utf8.GetString($Record) + ");`n"
    $expected['release.js'] = Get-BytesDigest $utf8.GetBytes($notice)
    $expected['release.json'] = Get-BytesDigest $Record
    $expected['release.sig'] = Get-BytesDigest $Signature
    $names = [string[]] @($expected.Keys)
    [Array]::Sort($names, [StringComparer]::Ordinal)
    $text = ''
    foreach ($name in $names) {
        $text += "$($expected[$name])  $name`n"
    }
    $expected[$TagManifest] = Get-BytesDigest $utf8.GetBytes($text)
    , $expected
}

# Compares the files with the expected digests.
function Test-Files([object] $Listing, [object] $Expected) {
    $done = 0
    foreach ($name in $Expected.Keys) {
        if (-not $Listing.ContainsKey($name)) {
            $faults.Add("缺少：$name")
        }
        else {
            try {
                if ((Get-FileDigest $Listing[$name]) -cne $Expected[$name]) {
                    $faults.Add("损坏或者被改动：$name")
                }
            }
            catch [System.Management.Automation.MethodInvocationException], [System.IO.IOException] {
                $faults.Add("读不出来：$name")
            }
        }
        $done++
        if ($done % 200 -eq 0) {
            Write-Progress -Activity '正在核验' -Status "$done / $($Expected.Count)" -PercentComplete (100 * $done / $Expected.Count)
        }
    }
}

function Stop-Script([int] $Code, [string] $Sentence) {
    Write-Host ''
    Write-Host $Sentence
    if (-not $NoPause) {
        [void] (Read-Host '按回车键结束')
    }
    exit $Code
}

# The fingerprint as it was typed, without spaces; 32 digits are what the notice shows.
$wanted = ($Fingerprint -replace '[\s:-]', '').ToLowerInvariant()
if ($wanted -cne '' -and $wanted -cnotmatch '^[0-9a-f]{32,64}$') {
    Stop-Script 2 '指纹写法不对，应当是公告上的 32 到 64 位数字和字母 A–F。'
}
if (-not (Test-Path -LiteralPath $Folder -PathType Container)) {
    Stop-Script 2 "没有这个文件夹：$Folder"
}
$root = (Resolve-Path -LiteralPath $Folder).ProviderPath.TrimEnd('\') + '\'

try {
    $listing = Get-Listing $root
    if (-not ($listing.ContainsKey('release.json') -and $listing.ContainsKey('release.sig'))) {
        Stop-Script 1 '未通过：文件夹里没有 release.json 或者 release.sig，不是完整的副本。'
    }
    $record = [System.IO.File]::ReadAllBytes($listing['release.json'])
    $signature = [System.IO.File]::ReadAllBytes($listing['release.sig'])
    if ($record.Length -gt $LargestRecord) {
        Stop-Script 1 '未通过：release.json 已损坏或者被改动。'
    }
    $release = $utf8.GetString($record) | ConvertFrom-Json

    $signer = $null
    foreach ($key in @($release.keys)) {
        if (Test-Signature ([Convert]::FromBase64String($key.spki)) $record $signature) {
            $signer = $key
            break
        }
    }
    if ($null -eq $signer) {
        Stop-Script 1 '未通过：签名不对，发布记录被改动过。请不要使用这份副本。'
    }
    $digest = Get-BytesDigest ([Convert]::FromBase64String($signer.spki))
    if ($wanted -cne '' -and -not $digest.StartsWith($wanted, [StringComparison]::Ordinal)) {
        Stop-Script 1 '未通过：签名用的不是公告上的密钥。请不要使用这份副本。'
    }
    if ($release.site.code -cne $Site) {
        Stop-Script 1 "未通过：这是$($release.site.name)的副本，请换用那个机关的核验脚本。"
    }

    $expected = Get-ExpectedTags $release $record $signature
    Test-Files $listing $expected
    $payload = New-Table
    if ($listing.ContainsKey('manifest-sha256.txt')) {
        $payload = Read-Manifest $listing['manifest-sha256.txt']
    }
    Test-Files $listing $payload
    if ($payload.Count -ne $release.payload.files) {
        $faults.Add('清单不对：文件的数目与 release.json 不符')
    }
    foreach ($name in $listing.Keys) {
        if (-not ($expected.ContainsKey($name) -or $payload.ContainsKey($name))) {
            $faults.Add("多余，不属于副本：$name")
        }
    }
}
catch {
    Stop-Script 1 "未通过：没有核验完（$($_.Exception.Message)）。请换用核验.html。"
}

if ($faults.Count -gt 0) {
    $faults | Select-Object -First $Shown | ForEach-Object { Write-Host $_ }
    if ($faults.Count -gt $Shown) {
        Write-Host "还有 $($faults.Count - $Shown) 处没有列出。"
    }
    Stop-Script 1 "未通过：$($faults.Count) 处不对。请不要使用这份副本，并向$($release.site.contact)索取新的副本。"
}

$whole = "$($release.site.name)第 $($release.version) 版副本完整，没有被改动，截至 $($release.released_on)，共 $($release.entries) 条。"
$today = (Get-Date).ToString('yyyy-MM-dd', [System.Globalization.CultureInfo]::InvariantCulture)
if ($today -gt $release.expires_on) {
    Write-Host "已过期：本副本已于 $($release.expires_on) 到期，请索取新的副本。"
}
if ($wanted -ceq '') {
    Write-Host '请把下面的指纹与查阅点公告上的核对，一致才能使用：'
    Write-Host (($digest.Substring(0, 32).ToUpperInvariant() -replace '(.{4})', '$1 ').Trim())
    Stop-Script 0 "指纹一致就是通过：$whole"
}
Stop-Script 0 "通过：$whole"
