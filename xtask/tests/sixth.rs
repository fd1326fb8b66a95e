//! A sixth provider, by CONTRIBUTING's recipe, in a copy of this workspace: `new`, what lint asks for, `regen`, the tests, the
//! snapshots. No list, manifest or Rust file is edited.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/copy.rs"]
mod copy;

use std::fs;

use copy::{Copy, text};

const BOAT: &str = r#"{
  "id": "3f0d1c52-7a7e-4b6a-9a55-0c1f5a7d2e10",
  "name": "Ada",
  "state": "laid_up",
  "length": "4.50",
  "built": "2019-01-15T14:58:22.830+03:00",
  "owner": null,
  "crew": [{"name": "Bo", "rank": 2}, {"name": "Cy", "since": "2020-02-02"}],
  "papers": {"port": {"name": "Oslo", "berths": 7}}
}
"#;

const HARBOUR: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<HarbourAnswer xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" edition="2">
  <ID>17</ID>
  <Name>Oslo</Name>
  <Depth>12.5</Depth>
  <Open>true</Open>
  <Closed xsi:nil="true" />
  <Berths>
    <Berth><Number>1</Number></Berth>
    <Berth><Number>2</Number><Boat>Ada</Boat></Berth>
  </Berths>
  <Flag>NO</Flag>
  <Flag>SE</Flag>
</HarbourAnswer>
"#;

const PAGE: &str = "\
GET /v1/boats/{boat_id}

Arguments

Name

Parameter Type

Data type

Required/Optional

Description

boat_idpathstringRequiredBoat\u{a0}ID

Response model

Name

Data type

Description

iduuidBoat\u{a0}ID
namestringBoat\u{a0}name
statestring

Boat\u{a0}state:

  \u{2022} afloat\u{a0} \u{2013} it swims.

  \u{2022} laid up\u{a0} \u{2013} it does not.

lengthfloatLength
builtdatetimeDate of building
ownerstringOwner
crewarray

Who sails it

namestringSailor name
rankintegerSailor rank
papersobjectPapers

Response example

";

/// What a person answers to each thing that lint asks for, in the order in which the file asks.
const ANSWERS: &[(&str, &str)] = &[
    ("title: \"\"", "title: Boats"),
    ("version: \"\"", "version: v1"),
    ("url: \"\"", "url: https://boats.example/docs"),
    (
        "security:",
        "servers:\n  - url: https://boats.example\n    description: Production\nsecurity:",
    ),
    ("scheme: \"\"", "scheme: bearer"),
    ("  get_harbour:\n", "  /v1/harbour:\n"),
    // One operation has a parameter, the other has none.
    ("      parameters: []\n", ""),
    // What the page and the sample say differently.
    (
        "        state:\n",
        "        state:\n          x-differs: the page's list has a space where its sample has an underscore\n",
    ),
    (
        "        length:\n",
        "        length:\n          x-differs: the page says float; its sample sends text\n",
    ),
    (
        "        owner:\n",
        "        owner:\n          x-differs: the page does not say that it may be null\n",
    ),
    (
        "        since:\n",
        "        since:\n          x-undocumented: only the sample shows it\n",
    ),
    (
        "enum: [\"afloat\", \"laid up\"]",
        "enum: [\"afloat\", \"laid_up\"]",
    ),
    ("summary: \"\"", "summary: Read one."),
    (
        "description: \"\"",
        "description: What the provider says that it is.",
    ),
];

#[test]
fn a_sixth_provider() {
    let copy = Copy::new("sixth");
    let others = [
        copy.read("crates/sakari/src/types.rs"),
        copy.read("Cargo.toml"),
    ];
    copy.write("get_boat.json", BOAT);
    copy.write("get_harbour.xml", HARBOUR);
    copy.write("page.txt", &format!("{PAGE}{BOAT}"));

    let new = copy.xtask(&[
        "new",
        "boats",
        "--sample",
        "get_boat.json",
        "--page",
        "page.txt",
        "--sample",
        "get_harbour.xml",
    ]);
    assert_eq!(
        text(&new),
        "specs/boats/inventory.txt\nspecs/boats/openapi.yaml\nspecs/boats/samples/get_boat.json\nspecs/boats/samples/get_harbour.xml\n\
         Now cargo xtask regen says what is left to fill in.\n"
    );
    let again = copy.xtask(&["new", "boats", "--sample", "get_boat.json"]);
    assert_eq!(
        (text(&again).as_str(), again.status.code()),
        (
            "error: specs/boats exists already; remove it first, or edit it\n",
            Some(2)
        )
    );

    let asked = copy.xtask(&["regen"]);
    assert_eq!(asked.status.code(), Some(2));
    assert!(!copy.root.join("crates/boats").exists());
    let mut spec = copy.read("specs/boats/openapi.yaml");
    for (empty, answer) in ANSWERS {
        assert!(spec.contains(empty), "{empty}\n{spec}");
        spec = spec.replace(empty, answer);
    }
    copy.write("specs/boats/openapi.yaml", &spec);

    let regen = copy.xtask(&["regen"]);
    let told = text(&regen);
    assert!(regen.status.success(), "{told}");
    assert!(
        told.starts_with("boats: crates/boats/Cargo.toml, "),
        "{told}"
    );
    assert!(copy.xtask(&["regen", "--check"]).status.success());
    assert_eq!(
        others,
        [
            copy.read("crates/sakari/src/types.rs"),
            copy.read("Cargo.toml")
        ]
    );
    // The page still says what was recorded of it.
    assert!(
        copy.xtask(&["docs", "boats", "page.txt", "--operation", "get_boat"])
            .status
            .success()
    );

    // A new snapshot fails until it has been reviewed.
    let tests = [
        "test",
        "--quiet",
        "--package",
        "bindery-tests",
        "--",
        "boats",
    ];
    let unseen = copy.cargo(&tests, &[("INSTA_UPDATE", "new")]);
    assert!(!unseen.status.success());
    let boat = copy.read("tests/snapshots/boats__get_boat.snap.new");
    for line in [
        "    length: Some(4.50),",
        "    state: Some(LaidUp),",
        "    owner: None,",
        "            since: Some(\"2020-02-02\"),",
    ] {
        assert!(boat.contains(&format!("{line}\n")), "{line}\n{boat}");
    }
    let harbour = copy.read("tests/snapshots/boats__get_harbour.xml.snap.new");
    for line in [
        "    edition: Some(2),",
        "    depth: Some(12.5),",
        "    closed: None,",
        "            boat: Some(\"Ada\"),",
        "            \"SE\",",
    ] {
        assert!(harbour.contains(&format!("{line}\n")), "{line}\n{harbour}");
    }
    for entry in fs::read_dir(copy.root.join("tests/snapshots")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "new") {
            fs::rename(&path, path.with_extension("")).unwrap();
        }
    }
    let reviewed = copy.cargo(&tests, &[("INSTA_UPDATE", "no")]);
    assert!(reviewed.status.success(), "{}", text(&reviewed));
    let lints = copy.cargo(
        &[
            "clippy",
            "--quiet",
            "--package",
            "bindery-boats",
            "--all-targets",
            "--features",
            "mock",
            "--",
            "-D",
            "warnings",
        ],
        &[],
    );
    assert!(lints.status.success(), "{}", text(&lints));
}
