//! The command on a terminal: a pseudo-terminal, as a person has it.

use std::io::{Read as _, Write as _};
use std::time::Duration;

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use rustix::termios::{LocalModes, tcgetattr};

use crate::get::ID;
use crate::harness::{TOKEN, metallic, response, serve};

/// Runs the command on a terminal of 60 columns; gives the exit code and what the terminal shows.
fn run(arguments: &[&str], variables: &[(&str, &str)], typed: &str) -> (Option<i32>, String) {
    let (mut pty, pts) = open().unwrap();
    pty.resize(Size::new(24, 60)).unwrap();
    let command = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .args(arguments)
        .env_clear()
        .env("XDG_CONFIG_HOME", "/nowhere")
        .env("TERM", "xterm")
        .envs(variables.iter().copied());
    let mut child = command.spawn(pts).unwrap();
    let screen = read(&mut pty, typed);
    (child.wait().unwrap().code(), screen)
}

/// Everything that is shown, until the command ends. The text is typed once the command asks for something.
fn read(pty: &mut Pty, typed: &str) -> String {
    let (mut screen, mut buffer) = (Vec::new(), [0; 4096]);
    let mut typed = typed.split_inclusive('\n');
    // On Linux the end of a terminal is an error.
    while let Ok(count @ 1..) = pty.read(&mut buffer) {
        screen.extend(&buffer[..count]);
        if screen.ends_with(b": ") {
            let is_secret = screen.ends_with(b"password: ");
            // The prompt comes before the terminal stops to show what is typed.
            while is_secret && tcgetattr(&*pty).unwrap().local_modes.contains(LocalModes::ECHO) {
                std::thread::sleep(Duration::from_millis(1));
            }
            pty.write_all(typed.next().unwrap_or("\n").as_bytes()).unwrap();
        }
    }
    String::from_utf8_lossy(&screen).replace("\r\n", "\n")
}

const BODY: &str = "{\"data\": {\"status\": \"frozen\u{202e}\", \"name\": \"A\"}}";

fn get(arguments: &[&str]) -> (Option<i32>, String) {
    let server = serve(response("200 OK", "application/json", BODY), Duration::ZERO);
    let url = format!("http://{server}");
    let arguments = [&["get", "metallic", ID, "--base-url", &url], arguments].concat();
    let (code, screen) = run(&arguments, &[("METALLIC_TOKEN", TOKEN)], "");
    assert!(!screen.contains(TOKEN) && !screen.contains('\u{202e}'), "{screen}");
    (code, screen)
}

#[test]
fn verbose_is_our_own_lines_only() {
    let Some(_) = metallic() else { return };
    let (code, screen) = get(&["-v"]);
    assert_eq!(code, Some(0), "{screen}");
    for part in ["GET /api/v1/partner/accounts/{accountId}", "200"] {
        assert!(screen.contains(part), "{part}: {screen}");
    }
    // One line of the log, the JSON, one note.
    assert_eq!(screen.lines().count(), 1 + 6 + 1, "{screen}");
}

#[test]
fn json_has_colours_on_a_terminal() {
    let Some(_) = metallic() else { return };
    let (_, screen) = get(&[]);
    assert!(screen.contains("\u{1b}[32m\"A\"\u{1b}[0m"), "{screen:?}");
    assert!(screen.contains("\"frozen\\u202e\""), "{screen:?}");
    let (_, raw) = get(&["--raw"]);
    assert_eq!(raw, BODY.replace('\u{202e}', "\\u{202e}") + "\n");
    let plain = run(&["providers"], &[("NO_COLOR", "1")], "").1;
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
}

#[test]
fn help_is_wrapped() {
    for arguments in [["get", "--help"], ["call", "--help"], ["login", "--help"]] {
        let (code, screen) = run(&arguments, &[("NO_COLOR", "1")], "");
        assert_eq!(code, Some(0));
        // clap keeps the line of the usage whole, as the examples below are.
        let (options, _) = screen.split_once("xamples:").unwrap();
        let long: Vec<&str> = options
            .lines()
            .filter(|line| line.len() > 60 && !line.starts_with("Usage: "))
            .collect();
        assert_eq!(long, [""; 0]);
    }
}

#[test]
fn a_secret_is_not_shown_while_it_is_typed() {
    let Some(_) = metallic() else { return };
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().to_str().unwrap();
    let (code, screen) = run(
        &["login", "metallic", "--scheme", "login"],
        &[("XDG_CONFIG_HOME", home)],
        &format!("ann\n{TOKEN}\n"),
    );
    assert_eq!(code, Some(0), "{screen}");
    assert!(screen.contains("username: ") && screen.contains("password: "), "{screen}");
    assert!(screen.contains("ann") && !screen.contains(TOKEN), "{screen}");
    let file = folder.path().join("bindery/profiles.toml");
    assert!(std::fs::read_to_string(file).unwrap().contains(TOKEN));
}
