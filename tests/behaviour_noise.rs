//! What is known noise, and what only looks like it.

use assay::report::behaviour::noise::{Why, of_process, why};
use serde_json::{Value, json};

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn what_windows_and_sandboxes_do_by_themselves_is_known() {
    let digest = "96AD1146EB96877EAB5942AE0736B82D8B5E2039A80D3D6932665C1A4C87DCF7";
    for (name, entry, expected) in [
        (
            "dns_lookups",
            json!({"hostname": "ctldl.windowsupdate.com"}),
            Why::Update,
        ),
        (
            "dns_lookups",
            json!({"hostname": "FE3CR.delivery.mp.microsoft.com."}),
            Why::Update,
        ),
        (
            "dns_lookups",
            json!({"hostname": "v10.events.data.microsoft.com"}),
            Why::Telemetry,
        ),
        ("dns_lookups", json!({"hostname": "www.msftncsi.com"}), Why::Connection),
        ("dns_lookups", json!({"hostname": "time.windows.com"}), Why::Time),
        (
            "dns_lookups",
            json!({"hostname": "ocsp.digicert.com"}),
            Why::Certificates,
        ),
        ("dns_lookups", json!({"hostname": "r3.o.lencr.org"}), Why::Certificates),
        (
            "ip_traffic",
            json!({"destination_ip": "8.8.8.8", "destination_port": 53, "transport_layer_protocol": "UDP"}),
            Why::Resolver,
        ),
        (
            "ip_traffic",
            json!({"destination_ip": "224.0.0.251", "destination_port": "5353", "transport_layer_protocol": "UDP"}),
            Why::Discovery,
        ),
        (
            "ip_traffic",
            json!({"destination_ip": "224.0.0.22", "transport_layer_protocol": "IGMP"}),
            Why::Discovery,
        ),
        (
            "http_conversations",
            json!({"url": "http://www.msftconnecttest.com/connecttest.txt", "request_method": "GET"}),
            Why::Connection,
        ),
        (
            "http_conversations",
            json!({"url": "http://ctldl.windowsupdate.com/msdownload/update/v3/static/trustedr/en/authrootstl.cab?0e87f2af1ab97ba4", "request_method": "GET"}),
            Why::Certificates,
        ),
        (
            "files_written",
            json!("C:\\Windows\\Prefetch\\POWERSHELL.EXE-AE8EDC9B.pf"),
            Why::Prefetch,
        ),
        (
            "files_opened",
            json!("%windir%\\prefetch\\cmd.exe-0BD30981.pf"),
            Why::Prefetch,
        ),
        (
            "files_deleted",
            json!("C:\\ProgramData\\Microsoft\\Windows\\WER\\Temp\\WER3A1F.tmp.dmp"),
            Why::Crashes,
        ),
        (
            "files_dropped",
            json!({"path": "%ALLUSERSPROFILE%\\Microsoft\\Windows\\WER\\Temp\\WER3A1F.tmp.csv"}),
            Why::Crashes,
        ),
        (
            "files_dropped",
            json!({"path": "C:\\anywhere.ps1", "sha256": digest, "type": "POWERSHELL"}),
            Why::PowerShell,
        ),
        (
            "files_opened",
            json!("\\PSHost.132777415785472896.1992.DefaultAppDomain.powershell"),
            Why::PowerShell,
        ),
        (
            "registry_keys_opened",
            json!("HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Control\\SafeBoot\\Option"),
            Why::Loader,
        ),
        (
            "registry_keys_opened",
            json!("HKLM\\Software\\Policies\\Microsoft\\Windows\\Safer\\CodeIdentifiers"),
            Why::Loader,
        ),
        (
            "registry_keys_opened",
            json!(
                "HKEY_CURRENT_USER\\Software\\Policies\\Microsoft\\Windows\\Safer\\CodeIdentifiers\\131072\\UrlZones"
            ),
            Why::Loader,
        ),
        (
            "mutexes_created",
            json!("\\Sessions\\1\\BaseNamedObjects\\Local\\ZonesCacheCounterMutex"),
            Why::Windows,
        ),
        (
            "mutexes_opened",
            json!("Local\\SM0:5020:304:WilStaging_02"),
            Why::Windows,
        ),
        (
            "command_executions",
            json!("C:\\Windows\\system32\\conhost.exe 0xffffffff -ForceV1 "),
            Why::Console,
        ),
        (
            "processes_terminated",
            json!("%CONHOST% \"-40542629874978953113508502101955653726-2142237983-15632340143136557-1740783057"),
            Why::Console,
        ),
        (
            "processes_created",
            json!(
                "\"C:\\Windows\\System32\\7za.exe\" x -pinfected -y -o\"C:\\Users\\user\\AppData\\Local\\Temp\\gzlqwjkv.4xy\" \"C:\\Users\\user\\Desktop\\file.zip\""
            ),
            Why::Sandbox,
        ),
    ] {
        assert_eq!(why(name, &entry), Some(expected), "{name} {entry}");
    }
    assert_eq!(
        of_process("C:\\Windows\\SysWOW64\\WerFault.exe -u -p 4120 -s 1132"),
        Some(Why::Crashes)
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn nobody_passes_as_noise_by_looking_like_it() {
    let traffic = |address: &str, port: u16, protocol: &str| json!({"destination_ip": address, "destination_port": port, "transport_layer_protocol": protocol});
    let request = |method: &str, url: &str| json!({"request_method": method, "url": url});
    let twins: Vec<(&str, Vec<Value>)> = vec![
        (
            "dns_lookups",
            [
                "update.microsoft.com.evil.example",
                "windowsupdate.com.evil.example",
                "evil-windowsupdate.com",
                "windowsupdate.com.co",
                "xwindowsupdate.com",
                "ocsp.digicert.com.evil.example",
                "ocsp-digicert.com",
                "ocsp.digicert.co",
                "evil.ocsp.digicert.com",
                "time.windows.com.example",
                "microsoft.com",
                "evil.blob.core.windows.net",
                "evil.azurewebsites.net",
                "settings-win.data.microsoft.com/x",
                "settings-wiп.data.microsoft.com",
                "time.windows.com\u{200B}",
                "\u{202E}time.windows.com",
                " time.windows.com",
                "8.8.8.8",
                "",
            ]
            .map(|host| json!({"hostname": host}))
            .into(),
        ),
        (
            "ip_traffic",
            vec![
                traffic("8.8.8.8", 443, "TCP"),
                traffic("8.8.8.8", 53, "TCP"),
                traffic("8.8.8.88", 53, "UDP"),
                traffic("1.1.1.1", 853, "TCP"),
                traffic("224.0.0.251", 4444, "UDP"),
                traffic("225.0.0.251", 5353, "UDP"),
                traffic("192.168.1.1", 53, "UDP"),
                json!({"destination_ip": "8.8.8.8"}),
            ],
        ),
        (
            "http_conversations",
            vec![
                request("GET", "http://ocsp.digicert.com/MFEwTzBNMEswSTAJBgUrDgMCGgUABBQ50otx"),
                request("GET", "http://download.windowsupdate.com/c/msdownload/update/others/2016/12/29136388_"),
                request("POST", "http://www.msftconnecttest.com/connecttest.txt"),
                request("GET", "http://www.msftconnecttest.com/connecttest.txt?id=418"),
                request("GET", "http://www.msftconnecttest.com:8080/connecttest.txt"),
                request("GET", "http://www.msftconnecttest.com@evil.example/connecttest.txt"),
                request("GET", "http://evil.example/www.msftconnecttest.com/connecttest.txt"),
                request("GET", "http://crl3.digicert.com/../gate/x.crl"),
                request("GET", "http://crl3.digicert.com/x.crl?y=.crl"),
                request("GET", "http://crl3.digicert.com.evil.example/x.crl"),
                json!({"url": "http://www.msftncsi.com/ncsi.txt"}),
            ],
        ),
        // A name in a greeting is what a program says of itself.
        ("tls", vec![json!({"sni": "settings-win.data.microsoft.com"})]),
        (
            "files_written",
            [
                "C:\\Windows\\System32\\evil.exe",
                "C:\\Windows\\Prefetch\\evil.exe",
                "C:\\Windows\\Prefetch\\EVIL.EXE-12345678.pf.exe",
                "C:\\Windows\\Prefetch\\sub\\EVIL.EXE-12345678.pf",
                "C:\\Windows\\Prefetch\\..\\Temp\\EVIL.EXE-12345678.pf",
                "C:\\Windows\\Prefetch\\EVIL.EXE-12345678.pf:evil",
                "C:\\Windows\\Prefetch\\EVIL.EXE-XYZ.pf",
                "C:\\Users\\user\\Windows\\Prefetch\\EVIL.EXE-12345678.pf",
                "D:\\Windows\\Prefetch\\EVIL.EXE-12345678.pf",
                "C:\\Windows\\Prefetch\\E\u{202E}VIL.EXE-12345678.pf",
                "C:\\ProgramData\\Microsoft\\Windows\\WER\\Temp\\evil.exe",
                "C:\\ProgramData\\Microsoft\\Windows\\WER\\Temp\\WER12.tmp.exe",
                "C:\\ProgramData\\Microsoft\\Windows\\WER\\ReportQueue\\a\\b\\report.wer",
                "%USERPROFILE%\\AppData\\Local\\Temp\\__PSScriptPolicyTest_szru5clb.hz1.ps1",
            ]
            .map(Value::from)
            .into(),
        ),
        (
            "files_dropped",
            vec![
                json!({"path": "C:\\Windows\\Prefetch\\EVIL.EXE-12345678.pf", "type": "PE_EXE"}),
                json!({"path": "__PSScriptPolicyTest_szru5clb.hz1.ps1", "sha256": "00ad1146eb96877eab5942ae0736b82d8b5e2039a80d3d6932665c1a4c87dcf7"}),
                json!("C:\\Windows\\Prefetch\\EVIL.EXE-12345678.pf"),
            ],
        ),
        // Who writes there wants something.
        (
            "registry_keys_set",
            vec![json!({"key": "HKLM\\System\\CurrentControlSet\\Control\\SafeBoot\\Option", "value": "1"})],
        ),
        (
            "registry_keys_opened",
            [
                "HKLM\\System\\CurrentControlSet\\Control\\SafeBoot\\Option\\evil",
                "HKCU\\System\\CurrentControlSet\\Control\\SafeBoot\\Option",
                "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run",
            ]
            .map(Value::from)
            .into(),
        ),
        (
            "mutexes_created",
            ["ZonesCacheCounterMutex2", "Global\\Quillnab", "Local\\SM0:x:304:WilStaging_02"].map(Value::from).into(),
        ),
        (
            "command_executions",
            [
                "conhost.exe evil.exe",
                "C:\\Windows\\System32\\conhost.exe 0xffffffff -ForceV1 evil.exe",
                "C:\\Windows\\System32\\conhost.exe",
                "C:\\Temp\\conhost.exe 0xffffffff -ForceV1",
                "%CONHOST% \"evil.exe",
                "C:\\Windows\\System32\\WerFault.exe -u -p 1 -s 2 & evil.exe",
                "C:\\Windows\\System32\\svchost.exe -k netsvcs",
                "C:\\Windows\\System32\\7za.exe x -pinfected -y -o\"C:\\Windows\\System32\" \"C:\\Users\\user\\Desktop\\file.zip\"",
                "C:\\Windows\\System32\\7za.exe x -pinfected -y -o\"C:\\Users\\user\\AppData\\Local\\Temp\\a\\..\\..\\b\" \"C:\\Users\\user\\Desktop\\file.zip\"",
            ]
            .map(Value::from)
            .into(),
        ),
        ("processes_injected", vec![json!("%CONHOST% \"123")]),
        ("novelty", vec![json!("time.windows.com")]),
    ];
    for (name, entries) in twins {
        for entry in entries {
            assert_eq!(why(name, &entry), None, "{name} {entry}");
        }
    }
}

#[test]
fn a_text_of_any_length_or_kind_is_answered() {
    for entry in [
        json!("C:\\Windows\\Prefetch\\".to_owned() + &"a".repeat(70_000) + ".exe-1.pf"),
        json!("\u{0}"),
        json!(7),
        json!(null),
        json!([["C:\\Windows\\Prefetch\\A.EXE-1.pf"]]),
    ] {
        assert_eq!(why("files_written", &entry), None);
    }
}
