//! `cargo xtask changes` as a person meets it: what it prints, for people and for tools, and how it ends.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{SPEC, Workspace};

/// A workspace whose spec is committed, and then edited.
fn edited(from: &str, to: &str) -> Workspace {
    let workspace = Workspace::new();
    workspace.write("specs/boats/samples/get_boat.json", br#"{"id": "a"}"#);
    workspace.write("Cargo.toml", b"[workspace.package]\nversion = \"1.2.3\"\n");
    workspace.git(&["init", "--quiet", "--initial-branch", "main"]);
    workspace.commit();
    assert!(SPEC.contains(from), "{from}");
    workspace.write("specs/boats/openapi.yaml", SPEC.replace(from, to).as_bytes());
    workspace
}

/// The text without the commit, which differs from run to run.
fn changes(workspace: &Workspace, arguments: &[&str]) -> (String, i32) {
    let (text, code) = workspace.run(&[&["changes"], arguments].concat());
    let text = text.lines().map(|line| match line.split_once(" (") {
        Some((head, _)) if line.contains("`main`") || line.contains("`HEAD`") => head.to_owned(),
        _ => line.to_owned(),
    });
    (text.collect::<Vec<_>>().join("\n"), code)
}

const LENGTH: &str =
    "        length: {type: number, format: decimal, description: Its length in metres.}\n";

#[test]
fn nothing_changed() {
    let workspace = edited("A boat.", "A boat.");
    assert_eq!(
        changes(&workspace, &["--deny", "patch"]),
        ("The specs mean what they meant at `main`".to_owned(), 0)
    );
}

#[test]
fn changes_are_told_with_the_version_that_follows() {
    let workspace = edited(LENGTH, "        width: {type: string, description: Its width.}\n");
    let (text, code) = changes(&workspace, &[]);
    insta::assert_snapshot!(text, @"
    Compared with `main`

    ## bindery-boats: 1.2.3 → 2.0.0

    - major: `- Boat.length: Option<Decimal>`: the field is gone; its value is in `extra`
    - minor: `+ Boat.width: Option<String>`: there is one more field; its value was in `extra`
    ");
    assert_eq!(code, 0);
}

#[test]
fn a_denied_class_ends_the_task_with_1() {
    let minor = edited(
        LENGTH,
        &format!("{LENGTH}        width: {{type: string, description: Its width.}}\n"),
    );
    for (class, code) in [("major", 0), ("minor", 1), ("patch", 1)] {
        assert_eq!(changes(&minor, &["--deny", class]).1, code, "{class}");
    }
    let major = edited(LENGTH, "");
    assert_eq!(changes(&major, &["--deny", "major"]).1, 1);
    let texts = edited("A boat.", "A boat or a ship.");
    for (class, code) in [("major", 0), ("minor", 0), ("patch", 1)] {
        assert_eq!(changes(&texts, &["--deny", class]).1, code, "{class}");
    }
    let (text, code) = changes(&major, &["--deny", "grave"]);
    insta::assert_snapshot!(text, @"
    error: invalid value 'grave' for '--deny <CLASS>': a class is `major`, `minor` or `patch`
    For more information, try '--help'.
    ");
    assert_eq!(code, 2);
}

#[test]
fn tools_are_given_json() {
    let workspace = edited(LENGTH, "");
    let (text, code) = workspace.run(&["changes", "--json"]);
    let mut json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let commit = json["commit"].take();
    assert_eq!(commit.as_str().map(str::len), Some(40));
    insta::assert_snapshot!(format!("{json:#}"), @r#"
    {
      "base": "main",
      "commit": null,
      "class": "major",
      "providers": [
        {
          "provider": "boats",
          "crate": "bindery-boats",
          "class": "major",
          "version": "1.2.3",
          "next": "2.0.0",
          "changes": [
            {
              "class": "major",
              "rule": "property removed",
              "what": "- Boat.length: Option<Decimal>",
              "effect": "the field is gone; its value is in `extra`"
            }
          ]
        }
      ],
      "skipped": {}
    }
    "#);
    assert_eq!(code, 0);
}

#[test]
fn the_base_is_what_was_asked_for() {
    let workspace = edited(LENGTH, "");
    workspace.commit();
    let (text, code) = changes(&workspace, &["--base", "HEAD~1"]);
    assert!(text.contains("- major: `- Boat.length"), "{text}");
    assert_eq!(code, 0);
    assert!(changes(&workspace, &["--base", "HEAD"]).0.starts_with("The specs mean"));
    let (text, code) = changes(&workspace, &["--base", "nowhere"]);
    assert_eq!(text, "error: no revision `nowhere`; name a commit, a branch or a tag");
    assert_eq!(code, 2);
    // A revision is never taken for an option of git's.
    assert_eq!(changes(&workspace, &["--base=--help"]).1, 2);
}

#[test]
fn a_folder_without_git_is_told() {
    let workspace = Workspace::new();
    let (text, code) = workspace.run(&["changes"]);
    assert!(text.starts_with("error: git cannot say what the specs were: "), "{text}");
    assert_eq!(code, 2);
}

#[test]
fn a_provider_that_came_and_one_that_went() {
    let workspace = edited("A boat.", "A boat.");
    std::fs::rename(workspace.path().join("specs/boats"), workspace.path().join("specs/ships"))
        .unwrap();
    let (text, code) = changes(&workspace, &[]);
    insta::assert_snapshot!(text, @"
    Compared with `main`

    ## bindery-boats: 1.2.3 → 2.0.0

    - major: `- boats`: its crate gets no more versions

    ## bindery-ships: new, 1.2.3

    - minor: `+ ships`: there is one more crate
    ");
    assert_eq!(code, 0);
}
