//! `cargo xtask new` as a person meets it: what it says to what it cannot use, and that it writes nothing then. What it makes of
//! good samples is in `sixth.rs`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::Workspace;

#[test]
fn what_cannot_be_used() {
    let workspace = Workspace::new();
    workspace.write("body.json", b"{\"a\": 1}");
    workspace.write("prose.txt", b"A boat floats.\n");
    workspace.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    for (arguments, want) in [
        (
            vec!["boats", "--sample", "body.json"],
            "specs/boats exists already; remove it first, or edit it",
        ),
        (
            vec!["Ships", "--sample", "body.json"],
            "Ships: a provider's word is lower-case letters and digits, a letter first",
        ),
        (
            vec!["../ships", "--sample", "body.json"],
            "../ships: a provider's word is lower-case letters and digits, a letter first",
        ),
        (
            vec!["ships", "--sample", "nowhere.json"],
            "nowhere.json: there is no such file",
        ),
        (
            vec!["ships", "--sample", "picture.png"],
            "picture.png: not text in UTF-8; save it as text",
        ),
        (
            vec!["ships", "--sample", "prose.txt"],
            "prose.txt: neither JSON nor XML; give a body as the provider sends it",
        ),
        (
            vec!["ships", "--sample", "body.json", "--page", "prose.txt"],
            "prose.txt: no field is documented there; save the text of the whole page, with its tables and samples",
        ),
        (
            vec!["ships", "--page", "picture.png", "--sample", "body.json"],
            "picture.png: not text in UTF-8; save it as text",
        ),
    ] {
        let arguments = [vec!["new"], arguments].concat();
        workspace.check(&arguments, &format!("error: {want}\n"), 2);
    }
    for (arguments, want) in [
        (
            vec!["new"],
            "error: the following required arguments were not provided: --sample <BODY> <PROVIDER>\n\
             Usage: cargo xtask new --sample <BODY> <PROVIDER>\n",
        ),
        (
            vec!["new", "ships"],
            "error: the following required arguments were not provided: --sample <BODY>\n\
             Usage: cargo xtask new --sample <BODY> <PROVIDER>\n",
        ),
        (
            vec!["new", "ships", "--sample"],
            "error: a value is required for '--sample <BODY>' but none was supplied\n\
             For more information, try '--help'.\n",
        ),
        (
            vec![
                "new", "ships", "--sample", "a", "--page", "b", "--page", "c",
            ],
            "error: b and c are pages of one sample; give each its --sample\nUsage: cargo xtask <COMMAND>\n",
        ),
    ] {
        workspace.check(&arguments, want, 2);
    }
    assert!(!workspace.has("specs/ships"));
    assert_eq!(
        std::fs::read_dir(workspace.path().join("specs"))
            .unwrap()
            .count(),
        1
    );
}
