//! Whether the table of changes tells the truth: a small user's crate, compiled against what a spec was and against what it became.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/copy.rs"]
mod copy;

use std::process::Command;

use copy::{Copy, text};

const SPEC: &str = r##"openapi: 3.0.3
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
      required: [id]
      properties:
        id: {type: string, description: Names the boat.}
        length: {type: number, format: decimal, description: Its length in metres.}
        colour:
          allOf: [{$ref: "#/components/schemas/Colour"}]
          description: Its colour.
        key: {type: string, description: What opens it.}
        skipper:
          allOf: [{$ref: "#/components/schemas/Sailor"}]
          description: Who sails it.
    Colour:
      type: string
      description: A colour.
      enum: ["red", "green"]
    Sailor:
      type: object
      description: A sailor.
      properties:
        name: {type: string, description: What they are called.}
    ErrorResponse:
      type: object
      additionalProperties: true
      description: Why not.
"##;

const USER: &str = r#"//! What a user may write.
use bindery_boats::types::{Boat, Colour, Sailor};
use bindery_boats::{Decimal, decode};

pub fn boat(body: &[u8]) -> Option<String> {
    let boat: Boat = decode(None, body).ok()?;
    let id: &str = &boat.id;
    let length: Option<Decimal> = boat.length;
    let key: &str = boat.key.as_deref()?;
    let colour = match boat.colour.as_ref()? {
        Colour::Red => "red",
        Colour::Green => "green",
        Colour::Unknown(word) => word,
        _ => "another",
    };
    let Boat { skipper, extra, .. } = &boat;
    let name: Option<&str> = skipper.as_ref().and_then(|s| s.name.as_deref());
    Some(format!("{id} {length:?} {key} {colour} {name:?} {extra:?} {:?}", Sailor::default()))
}
"#;

/// What is replaced in the spec.
type Edits = &'static [(&'static str, &'static str)];

/// For each change: what is replaced in the spec, the class that it has in the table, and whether the user's crate still compiles.
const CASES: &[(&str, Edits, &str, bool)] = &[
    (
        "property added",
        &[(
            "        key: {",
            "        beam: {type: number, format: decimal, description: Its beam.}\n        key: {",
        )],
        "minor",
        true,
    ),
    (
        "word added",
        &[("\"green\"]", "\"green\", \"blue\"]")],
        "minor",
        true,
    ),
    (
        "type added",
        &[
            (
                "    Sailor:\n",
                "    Rope:\n      type: object\n      description: A rope.\n      properties:\n        span: {type: number, format: decimal, description: How long it is.}\n    Sailor:\n",
            ),
            (
                "        name: {",
                "        rope:\n          allOf: [{$ref: \"#/components/schemas/Rope\"}]\n          description: Their rope.\n        name: {",
            ),
        ],
        "minor",
        true,
    ),
    (
        "order",
        &[
            (
                "        key: {type: string, description: What opens it.}\n",
                "",
            ),
            (
                "        length: {",
                "        key: {type: string, description: What opens it.}\n        length: {",
            ),
        ],
        "patch",
        true,
    ),
    (
        "null documented",
        &[(
            "length: {type: number,",
            "length: {nullable: true, type: number,",
        )],
        "patch",
        true,
    ),
    (
        "words",
        &[("What opens it.", "The key to it.")],
        "patch",
        true,
    ),
    (
        "property removed",
        &[(
            "        length: {type: number, format: decimal, description: Its length in metres.}\n",
            "",
        )],
        "major",
        false,
    ),
    (
        "type changed",
        &[("format: decimal", "format: double")],
        "major",
        false,
    ),
    (
        "becomes secret",
        &[(
            "key: {type: string,",
            "key: {type: string, format: password,",
        )],
        "major",
        false,
    ),
    (
        "becomes optional",
        &[("      required: [id]\n", "")],
        "major",
        false,
    ),
    (
        "becomes required",
        &[("required: [id]", "required: [id, length]")],
        "major",
        false,
    ),
    (
        "required property added",
        &[
            (
                "        name: {",
                "        rank: {type: string, description: Their rank.}\n        name: {",
            ),
            (
                "      description: A sailor.\n",
                "      description: A sailor.\n      required: [rank]\n",
            ),
        ],
        "major",
        false,
    ),
    (
        "word removed",
        &[("[\"red\", \"green\"]", "[\"red\"]")],
        "major",
        false,
    ),
    (
        "type renamed",
        &[
            ("    Sailor:\n", "    Mariner:\n"),
            ("schemas/Sailor", "schemas/Mariner"),
        ],
        "major",
        false,
    ),
];

#[test]
fn verdicts() {
    let copy = Copy::new("verdicts");
    let manifest = copy.read("Cargo.toml");
    let members = "members = [\"crates/*\", \"tests\", \"xtask\"]";
    assert!(manifest.contains(members));
    copy.write(
        "Cargo.toml",
        &manifest.replace(
            members,
            "members = [\"crates/boats\", \"crates/mock\", \"crates/runtime\", \"user\"]",
        ),
    );
    copy.write(
        "user/Cargo.toml",
        "[package]\nname = \"user\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nbindery-boats = { path = \"../crates/boats\", default-features = false }\n",
    );
    copy.write("user/src/lib.rs", USER);
    copy.write("specs/boats/openapi.yaml", SPEC);
    copy.write("specs/boats/samples/get_boat.json", "{\"id\": \"a\"}");
    git(&copy, &["init", "--quiet", "--initial-branch", "main"]);
    git(&copy, &["add", "specs", "Cargo.toml"]);
    git(
        &copy,
        &[
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@example.com",
            "commit",
            "--quiet",
            "--message",
            "x",
        ],
    );
    assert_eq!(
        compiles(&copy),
        Ok(()),
        "the user's crate against the spec as it was"
    );
    for (name, edits, class, still_compiles) in CASES {
        let mut spec = SPEC.to_owned();
        for (from, to) in *edits {
            assert_eq!(spec.matches(from).count(), 1, "{name}: {from}");
            spec = spec.replace(from, to);
        }
        // A sample fits the spec in every case.
        let sample = if *name == "becomes required" {
            "{\"id\": \"a\", \"length\": 1}"
        } else {
            "{\"id\": \"a\"}"
        };
        copy.write("specs/boats/openapi.yaml", &spec);
        copy.write("specs/boats/samples/get_boat.json", sample);
        let changes = copy.xtask(&["changes", "--json"]);
        let changes: serde_json::Value = serde_json::from_slice(&changes.stdout).unwrap();
        assert_eq!(changes["class"], *class, "{name}: {changes}");
        let compiled = compiles(&copy);
        assert_eq!(compiled.is_ok(), *still_compiles, "{name}: {compiled:?}");
    }
}

/// Generates the crate anew, and compiles the user's against it.
fn compiles(copy: &Copy) -> Result<(), String> {
    let regen = copy.xtask(&["regen"]);
    assert!(regen.status.success(), "{}", text(&regen));
    let check = copy.cargo(&["check", "--quiet", "--package", "user"], &[]);
    if check.status.success() {
        return Ok(());
    }
    let text = text(&check);
    // A generated crate that does not compile would prove nothing.
    assert!(text.contains("could not compile `user`"), "{text}");
    Err(text)
}

fn git(copy: &Copy, arguments: &[&str]) {
    let status = Command::new("git")
        .args(arguments)
        .current_dir(&copy.root)
        .status()
        .unwrap();
    assert!(status.success(), "git {arguments:?}");
}
