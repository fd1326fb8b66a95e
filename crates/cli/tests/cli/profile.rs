//! `bindery login`, and where credentials come from.

use std::path::Path;
use std::process::Command;

use crate::get::ID;
use crate::harness::{Mock, Outcome, TOKEN, bindery, finish, is_error, metallic};

/// The command with this folder for its configuration.
fn with_config(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = bindery(arguments);
    command.env("XDG_CONFIG_HOME", folder);
    command
}

fn login(folder: &Path, arguments: &[&str], stdin: &str) -> Outcome {
    let arguments = [&["login", "metallic"], arguments].concat();
    let outcome = finish(with_config(folder, &arguments), stdin.as_bytes());
    assert!(!format!("{outcome:?}").contains(TOKEN), "{outcome:?}");
    outcome
}

#[test]
fn a_profile_takes_the_place_of_the_environment() {
    let Some(_) = metallic() else { return };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mock = Mock::start();
    let base_url = format!("{}/metallic", mock.base);
    let get = |arguments: &[&str], environment: &[(&str, &str)]| {
        let arguments = [&["get", "metallic", ID], arguments].concat();
        let mut command = with_config(folder, &arguments);
        command.envs(environment.iter().copied());
        let outcome = finish(command, b"");
        assert!(!format!("{outcome:?}").contains(TOKEN), "{outcome:?}");
        outcome
    };
    let none = get(&[], &[]);
    is_error(&none, 2, "");
    assert!(
        none.stderr.ends_with("\nOr store credentials with: bindery login metallic\n"),
        "{none:?}"
    );

    let stored =
        login(folder, &["--scheme", "token", "--base-url", &base_url], &format!("{TOKEN}\n"));
    let file = folder.join("bindery/profiles.toml");
    assert_eq!(
        stored.stdout,
        format!(
            "Stored the credentials of metallic in the profile default of {}.\n",
            file.display()
        )
    );
    assert_eq!(get(&[], &[]).code, Some(0));
    // The environment's base URL applies as well, and its credentials replace those of the profile.
    assert_eq!(get(&[], &[("METALLIC_BASE_URL", "http://127.0.0.1:9")]).code, Some(3));
    let token = [("METALLIC_TOKEN", TOKEN)];
    assert!(
        get(&["--attempts", "1"], &token).stderr.contains("api.metallic.io")
            || get(&["--base-url", "http://127.0.0.1:9"], &token).code == Some(3)
    );

    let test = ["--profile", "test"];
    let missing = format!(
        "{} has no profile test\nCreate it with: bindery login metallic --profile test\n",
        file.display()
    );
    is_error(&get(&test, &token), 2, &missing);
    let stored =
        login(folder, &[&test[..], &["--scheme", "login"]].concat(), &format!("ann\n{TOKEN}\n"));
    assert_eq!(stored.code, Some(0), "{stored:?}");
    assert_eq!(get(&[&test[..], &["--base-url", &base_url]].concat(), &[]).code, Some(0));
    // The other profile is as it was.
    assert_eq!(get(&[], &[]).code, Some(0));
}

#[test]
fn what_is_not_stored_is_an_error() {
    let Some(_) = metallic() else { return };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let token = ["--scheme", "token"];
    is_error(&login(folder, &token, ""), 2, "token is empty; nothing was stored\n");
    is_error(&login(folder, &token, "a\u{1}b\n"), 2, "");
    is_error(
        &login(folder, &["--scheme", "card"], "a\n"),
        2,
        "metallic does not take card\nIt takes: ",
    );
    is_error(
        &login(folder, &[&token[..], &["--base-url", "ftp://a"]].concat(), "a\n"),
        2,
        "the base URL ",
    );
    assert!(!folder.join("bindery").exists());
}

#[test]
fn the_file_is_its_owners_alone() {
    let Some(_) = metallic() else { return };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let token = ["--scheme", "token"];
    assert_eq!(login(folder, &token, "a\n").code, Some(0));
    let file = folder.join("bindery/profiles.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text, "[default]\nMETALLIC_TOKEN = \"a\"\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&file), mode(&folder.join("bindery"))), (0o600, 0o700));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        let problem =
            format!("{} can be read by other users\nClose it with: chmod 600", file.display());
        is_error(&login(folder, &token, "b\n"), 2, &problem);
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    // What a person wrote stays; what is wrong is an error without the text, which may be a secret.
    let own = format!("# mine\n[other]\nSAKARI_TOKEN = \"{TOKEN}\"\n");
    std::fs::write(&file, &own).unwrap();
    assert_eq!(login(folder, &token, "c\n").code, Some(0));
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(text, own + "\n[default]\nMETALLIC_TOKEN = \"c\"\n");
    std::fs::write(&file, format!("[default]\nMETALLIC_TOKEN = '{TOKEN}\n")).unwrap();
    let problem = format!("{}: line 2: not TOML: ", file.display());
    is_error(&login(folder, &token, "d\n"), 2, &problem);
}
