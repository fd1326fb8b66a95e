//! A small workspace of its own for the tests of commands: specs of one provider, and the tasks run in it.

#![allow(dead_code, reason = "each of the tests uses a part of it")]

pub mod compiler;
pub mod copy;

use std::fs;
use std::path::Path;
use std::process::Command;

/// A provider's spec.
pub const SPEC: &str = r##"openapi: 3.0.3
info: {title: Boats, version: v1, description: Lets boats.}
externalDocs: {url: https://boats.example/docs, description: The page.}
servers: [{url: https://boats.example, description: Production}]
security: [{token: []}]
paths:
  /boats/{id}:
    get:
      operationId: get_boat
      summary: Read one boat.
      parameters:
        - {name: id, in: path, required: true, description: Which boat., schema: {type: string}}
      responses:
        "200":
          description: The boat.
          content: {application/json: {schema: {$ref: "#/components/schemas/Boat"}}}
        "4XX":
          description: A refusal.
          content: {application/json: {schema: {$ref: "#/components/schemas/ErrorResponse"}}}
        "5XX":
          description: A failure.
          content: {application/json: {schema: {$ref: "#/components/schemas/ErrorResponse"}}}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
  schemas:
    Boat:
      type: object
      description: A boat.
      properties:
        id: {type: string, description: Names the boat.}
        length: {type: number, format: decimal, description: Its length in metres.}
        owner: {type: string, nullable: true, description: Who owns it.}
    ErrorResponse:
      type: object
      additionalProperties: true
      description: Why not.
"##;

/// The workspace's folder, which goes with it.
pub struct Workspace(tempfile::TempDir);

impl Workspace {
    /// With the spec and its sample.
    pub fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("specs/boats/samples")).unwrap();
        fs::create_dir(root.path().join("xtask")).unwrap();
        fs::write(root.path().join("specs/boats/openapi.yaml"), SPEC).unwrap();
        let workspace = Self(root);
        workspace.write(
            "specs/boats/samples/get_boat.json",
            br#"{"id": "a", "length": "4.5", "owner": "b"}"#,
        );
        workspace
    }

    /// Writes a file.
    pub fn write(&self, file: &str, bytes: &[u8]) {
        fs::write(self.0.path().join(file), bytes).unwrap();
    }

    /// Reads a file.
    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.path().join(file)).unwrap()
    }

    /// Runs a task in the workspace; what it prints to both, and its exit code.
    pub fn run(&self, arguments: &[&str]) -> (String, i32) {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("CARGO_MANIFEST_DIR", self.0.path().join("xtask"))
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        (String::from_utf8(text).unwrap(), output.status.code().unwrap())
    }

    /// Runs a task that must print this and end so.
    #[track_caller]
    pub fn check(&self, arguments: &[&str], want: &str, code: i32) {
        assert_eq!(self.run(arguments), (want.to_owned(), code), "{arguments:?}");
    }

    /// Whether a file is there.
    pub fn has(&self, file: &str) -> bool {
        Path::new(self.0.path()).join(file).exists()
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs git in the workspace.
    pub fn git(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .args([
                "-c", "user.name=Test", "-c", "user.email=test@example.com", "-c",
                "commit.gpgsign=false",
            ])
            .args(arguments)
            .current_dir(self.path())
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "git {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    /// Commits everything.
    pub fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "x"]);
    }
}
