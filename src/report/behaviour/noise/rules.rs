//! What is known of Windows and of sandboxes themselves, a line each: what it looks like, and why it is there.
//!
//! Small letters stand for both cases. `*` is one or more letters, digits and the signs ` ._-{}()[]+,`, never what
//! divides a path, a URL or a command; `#` is one or more hexadecimal digits and hyphens. A rule fits a whole text or not at
//! all.
//!
//! A rule must be so narrow that nobody gains by looking like it. So no rule trusts what a program says of itself: the
//! name in a TLS greeting or in a `Host` header can be anybody's, and answers of certificate authorities are a favourite
//! disguise. Hosts are known by their lookups alone, requests by their whole URL, files by whole paths that only Windows
//! fills or by their digest. Folders in which programs lie, and programs that others like to hide in, are no noise.

use super::Why::{
    self, Certificates, Connection, Console, Crashes, Discovery, Loader, PowerShell, Prefetch, Resolver, Sandbox,
    Telemetry, Time, Update, Windows,
};

pub type Rule = (&'static str, Why);

/// Names that were looked up.
pub const HOSTS: &[Rule] = &[
    ("*.windowsupdate.com", Update),
    ("*.update.microsoft.com", Update),
    ("*.delivery.mp.microsoft.com", Update),
    ("settings-win.data.microsoft.com", Telemetry),
    ("vortex-win.data.microsoft.com", Telemetry),
    ("*.events.data.microsoft.com", Telemetry),
    ("watson.telemetry.microsoft.com", Telemetry),
    ("www.msftconnecttest.com", Connection),
    ("ipv6.msftconnecttest.com", Connection),
    ("www.msftncsi.com", Connection),
    ("dns.msftncsi.com", Connection),
    ("time.windows.com", Time),
    ("time.apple.com", Time),
    ("crl.microsoft.com", Certificates),
    ("mscrl.microsoft.com", Certificates),
    ("ocsp.msocsp.com", Certificates),
    ("oneocsp.microsoft.com", Certificates),
    ("ocsp.digicert.com", Certificates),
    ("crl3.digicert.com", Certificates),
    ("crl4.digicert.com", Certificates),
    ("ocsp.sectigo.com", Certificates),
    ("crl.sectigo.com", Certificates),
    ("ocsp.usertrust.com", Certificates),
    ("crl.usertrust.com", Certificates),
    ("ocsp.comodoca.com", Certificates),
    ("crl.comodoca.com", Certificates),
    ("ocsp.globalsign.com", Certificates),
    ("ocsp2.globalsign.com", Certificates),
    ("crl.globalsign.com", Certificates),
    ("ocsp.verisign.com", Certificates),
    ("crl.verisign.com", Certificates),
    ("ocsp.thawte.com", Certificates),
    ("crl.thawte.com", Certificates),
    ("ocsp.entrust.net", Certificates),
    ("crl.entrust.net", Certificates),
    ("ocsp.godaddy.com", Certificates),
    ("crl.godaddy.com", Certificates),
    ("apps.identrust.com", Certificates),
    ("*.o.lencr.org", Certificates),
    ("*.c.lencr.org", Certificates),
    ("*.i.lencr.org", Certificates),
    ("ocsp.pki.goog", Certificates),
    ("o.pki.goog", Certificates),
    ("c.pki.goog", Certificates),
    ("crl.pki.goog", Certificates),
];

/// `protocol address port`.
pub const TRAFFIC: &[Rule] = &[
    ("udp 8.8.8.8 53", Resolver),
    ("udp 8.8.4.4 53", Resolver),
    ("udp 1.1.1.1 53", Resolver),
    ("udp 1.0.0.1 53", Resolver),
    ("udp 9.9.9.9 53", Resolver),
    ("udp 208.67.222.222 53", Resolver),
    ("udp 208.67.220.220 53", Resolver),
    ("udp 2001:4860:4860::8888 53", Resolver),
    ("udp 2001:4860:4860::8844 53", Resolver),
    ("udp 2606:4700:4700::1111 53", Resolver),
    ("udp 224.0.0.251 5353", Discovery),
    ("udp ff02::fb 5353", Discovery),
    ("udp 224.0.0.252 5355", Discovery),
    ("udp ff02::1:3 5355", Discovery),
    ("udp 239.255.255.250 1900", Discovery),
    ("udp 239.255.255.250 3702", Discovery),
    ("udp ff02::c 1900", Discovery),
    ("udp ff02::c 3702", Discovery),
    ("udp 255.255.255.255 67", Discovery),
    ("udp 255.255.255.255 68", Discovery),
    ("udp ff02::1:2 547", Discovery),
    ("igmp 224.0.0.22 0", Discovery),
];

/// `method URL`.
pub const REQUESTS: &[Rule] = &[
    ("get http://www.msftconnecttest.com/connecttest.txt", Connection),
    ("get http://ipv6.msftconnecttest.com/connecttest.txt", Connection),
    ("get http://www.msftncsi.com/ncsi.txt", Connection),
    (
        "get http://ctldl.windowsupdate.com/msdownload/update/v3/static/trustedr/en/authrootstl.cab?#",
        Certificates,
    ),
    (
        "get http://ctldl.windowsupdate.com/msdownload/update/v3/static/trustedr/en/disallowedcertstl.cab?#",
        Certificates,
    ),
    (
        "get http://ctldl.windowsupdate.com/msdownload/update/v3/static/trustedr/en/pinrulesstl.cab?#",
        Certificates,
    ),
    ("get http://crl.microsoft.com/pki/crl/products/*.crl", Certificates),
    ("get http://www.microsoft.com/pkiops/crl/*.crl", Certificates),
    ("get http://crl3.digicert.com/*.crl", Certificates),
    ("get http://crl4.digicert.com/*.crl", Certificates),
];

/// Files that were opened, written, deleted or dropped.
pub const PATHS: &[Rule] = &[
    ("%windir%\\prefetch\\*.exe-#.pf", Prefetch),
    ("%programdata%\\microsoft\\windows\\wer\\temp\\wer#.tmp", Crashes),
    ("%programdata%\\microsoft\\windows\\wer\\temp\\wer#.tmp.dmp", Crashes),
    ("%programdata%\\microsoft\\windows\\wer\\temp\\wer#.tmp.mdmp", Crashes),
    ("%programdata%\\microsoft\\windows\\wer\\temp\\wer#.tmp.hdmp", Crashes),
    ("%programdata%\\microsoft\\windows\\wer\\temp\\wer#.tmp.csv", Crashes),
    ("%programdata%\\microsoft\\windows\\wer\\temp\\wer#.tmp.txt", Crashes),
    ("%programdata%\\microsoft\\windows\\wer\\temp\\wer#.tmp.xml", Crashes),
    (
        "%programdata%\\microsoft\\windows\\wer\\temp\\wer#.tmp.werinternalmetadata.xml",
        Crashes,
    ),
    (
        "%programdata%\\microsoft\\windows\\wer\\reportqueue\\*\\report.wer",
        Crashes,
    ),
    (
        "%programdata%\\microsoft\\windows\\wer\\reportarchive\\*\\report.wer",
        Crashes,
    ),
    ("\\pshost.#.#.defaultappdomain.powershell", PowerShell),
];

/// SHA-256 of dropped files: the script by which PowerShell finds out whether it may run scripts.
pub const DIGESTS: &[Rule] = &[(
    "96ad1146eb96877eab5942ae0736b82d8b5e2039a80d3d6932665c1a4c87dcf7",
    PowerShell,
)];

/// Keys that were opened: what the loader of Windows asks for whenever a program starts. Written keys are no noise.
pub const KEYS: &[Rule] = &[
    ("hklm\\system\\controlset001\\control\\safeboot\\option", Loader),
    ("hklm\\system\\currentcontrolset\\control\\safeboot\\option", Loader),
    ("hklm\\system\\controlset001\\control\\srp\\gp\\dll", Loader),
    ("hklm\\system\\currentcontrolset\\control\\srp\\gp\\dll", Loader),
    (
        "hklm\\software\\policies\\microsoft\\windows\\safer\\codeidentifiers",
        Loader,
    ),
    (
        "hklm\\software\\policies\\microsoft\\windows\\safer\\codeidentifiers\\transparentenabled",
        Loader,
    ),
    (
        "hkcu\\software\\policies\\microsoft\\windows\\safer\\codeidentifiers",
        Loader,
    ),
    (
        "hklm\\software\\policies\\microsoft\\windows\\safer\\codeidentifiers\\#\\hashes",
        Loader,
    ),
    (
        "hklm\\software\\policies\\microsoft\\windows\\safer\\codeidentifiers\\#\\paths",
        Loader,
    ),
    (
        "hklm\\software\\policies\\microsoft\\windows\\safer\\codeidentifiers\\#\\urlzones",
        Loader,
    ),
    (
        "hkcu\\software\\policies\\microsoft\\windows\\safer\\codeidentifiers\\#\\hashes",
        Loader,
    ),
    (
        "hkcu\\software\\policies\\microsoft\\windows\\safer\\codeidentifiers\\#\\paths",
        Loader,
    ),
    (
        "hkcu\\software\\policies\\microsoft\\windows\\safer\\codeidentifiers\\#\\urlzones",
        Loader,
    ),
    ("hklm\\system\\controlset001\\control\\nls\\sorting\\versions", Loader),
    (
        "hklm\\system\\controlset001\\control\\nls\\sorting\\versions\\000603xx",
        Loader,
    ),
    (
        "hklm\\system\\currentcontrolset\\control\\nls\\sorting\\versions",
        Loader,
    ),
    (
        "hklm\\system\\currentcontrolset\\control\\nls\\sorting\\versions\\000603xx",
        Loader,
    ),
    ("hklm\\system\\controlset001\\control\\session manager", Loader),
    ("hklm\\system\\currentcontrolset\\control\\session manager", Loader),
    (
        "hklm\\system\\controlset001\\control\\session manager\\safedllsearchmode",
        Loader,
    ),
    (
        "hklm\\system\\currentcontrolset\\control\\session manager\\safedllsearchmode",
        Loader,
    ),
    (
        "hklm\\software\\microsoft\\windows nt\\currentversion\\gre_initialize\\disablemetafiles",
        Loader,
    ),
];

/// Mutexes that libraries of Windows make in every program that uses them.
pub const MUTEXES: &[Rule] = &[
    ("zonescachecountermutex", Windows),
    ("zoneslockedcachecountermutex", Windows),
    ("zoneattributecachecountermutex", Windows),
    ("msctf.asm.mutexdefault1", Windows),
    ("sm0:#:#:wilstaging_02", Windows),
    ("sm0:#:#:wilerror_03", Windows),
];

/// Commands and processes.
pub const COMMANDS: &[Rule] = &[
    ("%windir%\\system32\\conhost.exe 0xffffffff -forcev1", Console),
    ("%conhost% 0xffffffff -forcev1", Console),
    ("%conhost% \"#", Console),
    ("%windir%\\system32\\werfault.exe -u -p # -s #", Crashes),
    ("%windir%\\syswow64\\werfault.exe -u -p # -s #", Crashes),
    (
        "\"%windir%\\system32\\7za.exe\" x -pinfected -y -o\"c:\\users\\*\\appdata\\local\\temp\\*\" \"c:\\users\\*\\desktop\\*.zip\"",
        Sandbox,
    ),
    (
        "%windir%\\system32\\7za.exe x -pinfected -y -o\"c:\\users\\*\\appdata\\local\\temp\\*\" \"c:\\users\\*\\desktop\\*.zip\"",
        Sandbox,
    ),
    (
        "%windir%\\syswow64\\7za.exe x -pinfected -y -o\"c:\\users\\*\\appdata\\local\\temp\\*\" \"c:\\users\\*\\desktop\\*.zip\"",
        Sandbox,
    ),
    (
        "%windir%\\syswow64\\unarchiver.exe \"c:\\users\\*\\desktop\\*.zip\"",
        Sandbox,
    ),
];
