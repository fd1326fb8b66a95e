//! Arguments, help, and the commands that print what there is.

use std::io::Write as _;

use bindery_registry::PROVIDERS;
use bindery_runtime::variable;

use crate::harness::{bindery, check_error, finish, is_error, metallic, operations, run};

/// Requires clap's error: exit code 2, this text, and how to get help.
#[track_caller]
fn check_usage(arguments: &[&str], text: &str) {
    let outcome = run(arguments, b"");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""));
    let stderr = outcome.stderr;
    assert!(stderr.starts_with("error: ") && stderr.contains(text), "{stderr}");
    assert!(stderr.contains("For more information, try '--help'.\n"), "{stderr}");
}

#[test]
fn a_wrong_usage_is_an_error() {
    let (provider, endpoint) = operations().next().unwrap();
    let (name, operation) = (provider.name, endpoint.operation.id);
    check_usage(&["decode"], "the following required arguments were not provided:\n  <PROVIDER>\n");
    check_usage(&["fly"], "unrecognized subcommand 'fly'\n");
    check_usage(&["get", name, "--operatoin"], "tip: a similar argument exists: '--operation'\n");
    check_usage(&["mock", "--port", "70000"], "invalid value '70000' for '--port <N>'");
    for (option, value, problem) in [
        ("--timeout", "soon", "expected a duration such as 10s, 1m 30s or 500ms"),
        ("--timeout", "0s", "must be greater than zero"),
        ("--attempts", "0", "0 is not in 1..=4294967295"),
        ("--accept", "yaml", "application/json or application/xml"),
        ("--rate", "5", "expected a rate such as 5/s, 60/m, 1000/h or 5000/d"),
        ("--format", "yaml", "[possible values: json, ndjson, table, csv]"),
    ] {
        check_usage(&["get", name, "1", option, value], problem);
    }
    check_usage(&["decode", name, "--type", "yaml"], "expected json, xml, or a media type");
    check_usage(&["get", name, "--ids", "-", "--format", "csv"], "cannot be used with");
    check_usage(&["get", name, "1", "--raw", "--show-secrets"], "cannot be used with");
    let file = "nowhere/body.json";
    let decode = |file| ["decode", name, "--operation", operation, file];
    check_error(&decode(file), b"", 2, "cannot read nowhere/body.json: ");
    check_error(&decode("."), b"", 2, "cannot read .: ");
    let fly = format!("{name} has no operation fly\nIts operations are: ");
    check_error(&["decode", name, "--operation", "fly", "-"], b"", 2, &fly);
    check_error(&["call", name, "fly"], b"", 2, &fly);
    let nothing = run(&[], b"");
    assert_eq!((nothing.code, nothing.stdout.as_str()), (Some(2), ""));
    assert!(nothing.stderr.contains("Usage: bindery"), "{nothing:?}");
}

#[test]
fn an_unknown_provider_is_an_error_that_lists_the_known_ones() {
    let name = PROVIDERS[0].provider.name;
    let wrong = format!("{name}x");
    check_usage(&["get", &wrong, "1"], &format!("invalid value '{wrong}' for '<PROVIDER>'\n"));
    check_usage(&["get", &wrong, "1"], &format!("a similar value exists: '{name}'"));
    for entry in PROVIDERS {
        check_usage(&["get", &wrong, "1"], entry.provider.name);
    }
}

#[test]
fn help_and_version_are_no_errors() {
    for arguments in [
        &["--help"][..],
        &["help"],
        &["decode", "--help"],
        &["get", "-h"],
        &["call", "--help"],
        &["login", "--help"],
        &["--version"],
    ] {
        let outcome = run(arguments, b"");
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(outcome.stdout.contains("bindery"), "{outcome:?}");
    }
}

#[test]
fn providers_are_listed_for_programs() {
    let outcome = run(&["providers", "--format", "json"], b"");
    let list: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    for (entry, listed) in PROVIDERS.iter().zip(list.as_array().unwrap()) {
        let provider = entry.provider;
        assert_eq!(listed["name"], provider.name);
        for (operation, listed) in
            provider.operations.iter().zip(listed["operations"].as_array().unwrap())
        {
            assert_eq!(listed["operation"], operation.id);
            assert_eq!(listed["path"], operation.path);
            assert_eq!(listed["required"], serde_json::json!(operation.parameters));
        }
        for (scheme, listed) in
            provider.security.iter().zip(listed["credentials"].as_array().unwrap())
        {
            let names = scheme.words().into_iter().map(|word| variable(provider.name, word));
            assert_eq!(*listed, serde_json::json!(names.collect::<Vec<_>>()));
        }
    }
    let count: usize = PROVIDERS.iter().map(|entry| entry.endpoints.len()).sum();
    for (format, header) in [("ndjson", 0), ("csv", 1), ("table", 1)] {
        let outcome = run(&["providers", "--format", format], b"");
        assert_eq!(outcome.stdout.lines().count(), count + header, "{outcome:?}");
    }
}

#[test]
fn schemas_are_of_the_provider_and_type_that_are_named() {
    let Some(_) = metallic() else { return };
    let schema = |arguments: &[&str]| -> serde_json::Value {
        let outcome = run(&[&["schema", "metallic"], arguments].concat(), b"");
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
        serde_json::from_str(&outcome.stdout).unwrap()
    };
    assert!(schema(&[])["$defs"]["Contact"]["properties"]["email"].is_object());
    let account = schema(&["AccountResponse"]);
    assert_eq!(account["$ref"], "#/$defs/AccountResponse");
    assert!(account["$defs"]["Contact"].is_object() && account["$defs"]["ErrorDetail"].is_null());
    check_error(
        &["schema", "metallic", "Nothing"],
        b"",
        2,
        "metallic has no type Nothing\nIts types are: AccountResponse, ",
    );
}

#[test]
fn completions_and_man_pages() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let outcome = run(&["completions", shell], b"");
        assert!(outcome.code == Some(0) && outcome.stdout.contains("resume"), "{shell}");
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("man1");
    let outcome = run(&["man", folder.to_str().unwrap()], b"");
    assert_eq!((outcome.code, outcome.stdout.as_str(), outcome.stderr.as_str()), (Some(0), "", ""));
    let page = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let main = page("bindery.1");
    // Every page that the first one refers to is there.
    let mut pages = 0;
    for reference in main.lines().filter_map(|line| line.strip_suffix("(1)")) {
        page(&format!("{}.1", reference.replace('\\', "")));
        pages += 1;
    }
    assert_eq!(pages, 10);
    assert!(main.contains("130  interrupted by Ctrl\\-C\n"), "{main}");
    let get = page("bindery-get.1");
    for part in [".TH bindery-get 1", "\\-\\-resume", ".SH \"MANY CALLS\""] {
        assert!(get.contains(part), "{part}: {get}");
    }
}

#[test]
fn providers_names_every_operation_and_variable_and_no_value() {
    let mut command = bindery(&["providers"]);
    for entry in PROVIDERS {
        for word in entry.provider.security.iter().flat_map(|scheme| scheme.words()) {
            command.env(variable(entry.provider.name, word), "s3cr3t");
        }
    }
    let outcome = finish(command, b"");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert!(!outcome.stdout.contains("s3cr3t"));
    for provider in PROVIDERS.iter().map(|entry| entry.provider) {
        let block = outcome
            .stdout
            .split("\n\n")
            .find(|block| block.starts_with(&format!("{} ({})\n", provider.name, provider.title)));
        let block = block.unwrap_or_else(|| panic!("{} is missing: {outcome:?}", provider.name));
        for operation in provider.operations {
            assert!(block.contains(&format!("{} {}", operation.method, operation.path)), "{block}");
        }
        for word in provider.security.iter().flat_map(|scheme| scheme.words()) {
            assert!(block.contains(&variable(provider.name, word)), "{block}");
        }
        match provider.servers {
            [] => assert!(block.contains(&variable(provider.name, "base_url")), "{block}"),
            servers => {
                servers.iter().for_each(|server| assert!(block.contains(server.url), "{block}"))
            }
        }
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let Some(_) = metallic() else { return };
    for arguments in [&["providers"][..], &["decode", "metallic", "-"], &["--help"]] {
        let mut child = bindery(arguments).spawn().unwrap();
        drop(child.stdout.take());
        child.stdin.take().unwrap().write_all(br#"{"data": {}}"#).ok();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), vec![]), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let mut command = bindery(&["providers"]);
    command.stdout(std::fs::File::create("/dev/full").unwrap());
    is_error(&finish(command, b""), 2, "cannot write to standard output: ");
    let mut command = bindery(&["providers"]);
    command
        .stdout(std::fs::File::create("/dev/full").unwrap())
        .stderr(std::fs::File::create("/dev/full").unwrap());
    assert_eq!(finish(command, b"").code, Some(2));
}
