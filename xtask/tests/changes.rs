//! `cargo xtask changes` as a person meets it, in a repository of its own: its words, its JSON, its exit code.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{SPEC, Workspace};

/// A repository whose first commit has the spec.
fn repository() -> Workspace {
    let workspace = Workspace::new();
    workspace.write("Cargo.toml", b"[workspace.package]\nversion = \"0.3.1\"\n");
    workspace.git(&["init", "--quiet", "--initial-branch", "main"]);
    workspace.commit();
    workspace
}

/// The spec with some text replaced.
#[track_caller]
fn edited(from: &str, to: &str) -> Vec<u8> {
    assert_eq!(SPEC.matches(from).count(), 1, "{from}");
    SPEC.replace(from, to).into_bytes()
}

/// What a commit is called here: it has the time in it.
fn without_commit(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some(start) = text.find(" (").filter(|s| text[*s..].find(')') == Some(12)) {
        text.replace_range(start..start + 13, "");
    }
    text
}

#[track_caller]
fn check(workspace: &Workspace, arguments: &[&str], want: &str, code: i32) {
    let (text, got) = workspace.run(arguments);
    assert_eq!(
        (without_commit(&text).as_str(), got),
        (want, code),
        "{arguments:?}"
    );
}

#[test]
fn what_changed_since() {
    let workspace = repository();
    check(
        &workspace,
        &["changes"],
        "The specs say what they said at `main`.\n",
        0,
    );
    let spec = "specs/boats/openapi.yaml";
    let length =
        "        length: {type: number, format: decimal, description: Its length in metres.}\n";
    workspace.write(
        spec,
        &edited(
            length,
            &format!(
                "{length}        beam: {{type: number, format: decimal, description: Its beam.}}\n"
            ),
        ),
    );
    let minor = "Compared with `main`:\n\n## bindery-boats: 0.3.1 → 0.4.0\n\n- minor: `+ Boat.beam: Option<Decimal>`: a field more; its value was in `extra`\n";
    check(&workspace, &["changes"], minor, 0);
    check(&workspace, &["changes", "--deny", "major"], minor, 0);
    check(&workspace, &["changes", "--deny", "minor"], minor, 1);

    // A branch is compared with where it left main, not with its own commits.
    workspace.git(&["checkout", "--quiet", "-b", "beam"]);
    workspace.commit();
    check(&workspace, &["changes"], minor, 0);
    check(
        &workspace,
        &["changes", "--base", "HEAD"],
        "The specs say what they said at `HEAD`.\n",
        0,
    );
    workspace.write(spec, &edited(length, ""));
    check(
        &workspace,
        &["changes", "--base", "HEAD", "--deny", "major"],
        "Compared with `HEAD`:\n\n## bindery-boats: 0.3.1 → 0.4.0\n\n\
         - major: `- Boat.length: Option<Decimal>`: the field is gone; its value is in `extra`\n\
         - major: `- Boat.beam: Option<Decimal>`: the field is gone; its value is in `extra`\n",
        1,
    );
    workspace.write(spec, &edited("Its length in metres.", "How long it is."));
    check(
        &workspace,
        &["changes"],
        "Compared with `main`:\n\n## bindery-boats: 0.3.1 → 0.3.2\n\n- patch: `~ 1 text`: the documentation says it otherwise\n",
        0,
    );
    let (json, code) = workspace.run(&["changes", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(code, 0);
    assert_eq!(json["base"], "main");
    assert_eq!(json["commit"].as_str().map(str::len), Some(40));
    assert_eq!(json["class"], "patch");
    assert_eq!(
        json["providers"],
        serde_json::json!([{
            "provider": "boats", "crate": "bindery-boats", "class": "patch", "version": "0.3.1", "next": "0.3.2",
            "changes": [{
                "class": "patch", "rule": "words only: descriptions, titles, links, reasons", "what": "~ 1 text",
                "effect": "the documentation says it otherwise",
            }],
        }])
    );
}

#[test]
fn providers_come_and_go() {
    let workspace = repository();
    workspace.git(&["mv", "specs/boats", "specs/ships"]);
    let want = "Compared with `main`:\n\n## bindery-boats: 0.3.1 → 0.4.0\n\n- major: `- boats`: its crate gets no more versions\n\n\
                ## bindery-ships: new, 0.3.1\n\n- minor: `+ ships`: a crate more\n";
    check(&workspace, &["changes"], want, 0);
    // A crate's own version goes before the workspace's.
    workspace.git(&["reset", "--quiet", "--hard"]);
    std::fs::create_dir_all(workspace.path().join("crates/boats")).unwrap();
    workspace.write(
        "crates/boats/Cargo.toml",
        b"[package]\nname = \"bindery-boats\"\nversion = \"1.2.3\"\n",
    );
    workspace.commit();
    workspace.write(
        "specs/boats/openapi.yaml",
        &edited("Lets boats.", "Boats to let."),
    );
    check(
        &workspace,
        &["changes"],
        "Compared with `main`:\n\n## bindery-boats: 1.2.3 → 1.2.4\n\n- patch: `~ 1 text`: the documentation says it otherwise\n",
        0,
    );
}

#[test]
fn regen_ends_with_it() {
    let workspace = repository();
    workspace.run(&["regen"]);
    workspace.commit();
    workspace.write(
        "specs/boats/openapi.yaml",
        &edited(
            "        owner: {type: string, nullable: true, description: Who owns it.}\n",
            "        home: {type: string, description: Where it is.}\n",
        ),
    );
    workspace.write("specs/boats/samples/get_boat.json", br#"{"id": "a"}"#);
    let (text, code) = workspace.run(&["regen"]);
    assert_eq!(code, 0, "{text}");
    assert!(
        text.contains("\n  major: - Boat.owner: Option<String>, and 1 more   0.3.1 → 0.4.0\n")
            && text.starts_with("boats: crates/boats/"),
        "{text}"
    );
    check(
        &workspace,
        &["regen"],
        "Nothing changed: every crate is as its spec says.\n",
        0,
    );
    // Without git it says only what it wrote.
    let alone = Workspace::new();
    let (text, code) = alone.run(&["regen"]);
    assert_eq!((text.lines().count(), code), (2, 0), "{text}");
}

#[test]
fn what_cannot_be_used() {
    let workspace = repository();
    for (base, want) in [
        (
            "nowhere",
            "no revision `nowhere`; name a commit, a branch or a tag",
        ),
        (
            "--all",
            "no revision `--all`; name a commit, a branch or a tag",
        ),
        (
            "HEAD:specs",
            "no revision `HEAD:specs`; name a commit, a branch or a tag",
        ),
    ] {
        check(
            &workspace,
            &["changes", &format!("--base={base}")],
            &format!("error: {want}\n"),
            2,
        );
    }
    check(
        &workspace,
        &["changes", "--deny", "worse"],
        "error: invalid value 'worse' for '--deny <CLASS>' [possible values: patch, minor, major]\nFor more information, try '--help'.\n",
        2,
    );

    workspace.write("specs/boats/openapi.yaml", b"a: &b 1\n");
    workspace.commit();
    workspace.write("specs/boats/openapi.yaml", SPEC.as_bytes());
    check(
        &workspace,
        &["changes"],
        "error: specs/boats/openapi.yaml at main: /a: an anchor (`&name`); remove it, or name the value and use $ref\n",
        2,
    );

    let alone = Workspace::new();
    let (text, code) = alone.run(&["changes"]);
    assert!(
        text.starts_with("error: git cannot say what the specs were: not a git repository"),
        "{text}"
    );
    assert_eq!((text.lines().count(), code), (1, 2), "{text}");
    alone.git(&["init", "--quiet"]);
    check(
        &alone,
        &["changes"],
        "error: there is no commit yet to compare with; commit the specs first\n",
        2,
    );
}
