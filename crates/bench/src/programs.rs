//! What is built and started to be measured: this program and the peers', a server for them, and cargo.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::callgrind::{self, Count};

/// Both programs, and a server that runs as long as this does.
pub struct Programs {
    ours: PathBuf,
    peers: PathBuf,
    server: Server,
}

impl Programs {
    /// Builds the peers, and starts the server.
    pub fn start() -> Result<Self, String> {
        let mut build = cargo(&package());
        build.args([
            "build",
            "--release",
            "--bench",
            "peers",
            "--message-format=json-render-diagnostics",
        ]);
        // In a folder of their own: cargo builds this program again beside a bench, with the features that the peers turn on.
        build.env("CARGO_TARGET_DIR", builds().join("peers"));
        let messages = output("building the peers", build.stderr(Stdio::inherit()))?;
        let peers = messages
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .find_map(|message| match &message["target"]["name"] {
                name if name == "peers" => Some(message["executable"].as_str()?.into()),
                _ => None,
            })
            .ok_or("cargo names no program of the peers")?;
        Ok(Self { ours: ours()?, peers, server: Server::start()? })
    }

    /// The input of a case.
    pub fn count(&self, case: &str) -> Result<Count, String> {
        callgrind::case(self.program(case), case, &self.server.address)
    }

    /// The processor's time that a case takes, done so often.
    pub fn time(&self, case: &str, times: &str) -> Result<f64, String> {
        let mut command = Command::new(self.program(case));
        command.args(["time", case, &self.server.address, times]);
        let nanoseconds = output(case, command.stderr(Stdio::inherit()))?;
        let parsed = nanoseconds.trim().parse();
        parsed.map_err(|_| format!("{case}: it printed {nanoseconds:?} instead of a time"))
    }

    fn program(&self, case: &str) -> &Path {
        match case.rsplit('/').next() {
            Some("bindery" | "serde_json") => &self.ours,
            _ => &self.peers,
        }
    }
}

/// This program.
pub fn ours() -> Result<PathBuf, String> {
    env::current_exe().map_err(|error| error.to_string())
}

/// The server, in a process of its own.
pub struct Server {
    pub address: String,
    process: Child,
}

impl Server {
    pub fn start() -> Result<Self, String> {
        let mut command = Command::new(ours()?);
        let process = command.arg("serve").stdout(Stdio::piped()).spawn();
        let mut process = process.map_err(|error| format!("the server: {error}"))?;
        let mut address = String::new();
        if let Some(stdout) = process.stdout.take() {
            let read = BufReader::new(stdout).read_line(&mut address);
            read.map_err(|error| format!("the server: {error}"))?;
        }
        Ok(Self { address: address.trim().to_owned(), process })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// This package's folder.
pub fn package() -> PathBuf {
    env!("CARGO_MANIFEST_DIR").into()
}

/// The folder of the workspace that is measured.
pub fn root() -> PathBuf {
    let package = package();
    package.ancestors().nth(2).unwrap_or(&package).to_owned()
}

/// The folder of builds that are kept between runs.
pub fn builds() -> PathBuf {
    let folder = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    folder.unwrap_or_else(|| package().join("target"))
}

/// Cargo, in a folder.
pub fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// Runs it, and returns what it printed.
pub fn output(what: &str, command: &mut Command) -> Result<String, String> {
    let program = command.get_program().to_owned();
    let output = command
        .output()
        .map_err(|error| format!("{what}: cannot run {}: {error}", show(&program)))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let log = String::from_utf8_lossy(&output.stderr);
        Err(format!("{what}: {} failed: {}\n{log}", show(&program), output.status))
    }
}

fn show(program: &OsStr) -> String {
    program.to_string_lossy().into_owned()
}
