//! `cargo xtask docs` as a person meets it: its words, its exit code, and the file that it writes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{SPEC, Workspace};

const PAGE: &str = "\
Path Parameters

id
string
required

Which boat.

Response

200 - application/json
{
  \"id\": \"a\",
  \"length\": \"4.5\",
  \"owner\": \"b\"
}
";

#[test]
fn a_page_is_recorded_and_its_next_edition_compared() {
    let workspace = Workspace::new();
    workspace.write("page.txt", PAGE.as_bytes());
    let facts = "  + id        string (sample)
  + length    string (sample)
  + owner     string (sample)
  + path:id   string, required (list)
";
    workspace.check(
        &["docs", "boats", "page.txt"],
        &format!("specs/boats: the page differs from what was recorded\n{facts}Edit specs/boats/openapi.yaml, then: cargo xtask docs boats page.txt --accept\n"),
        1,
    );
    assert!(!workspace.has("specs/boats/inventory.txt"));
    workspace.check(
        &["docs", "boats", "page.txt", "--accept"],
        &format!("specs/boats: the page differs from what was recorded\n{facts}Recorded in specs/boats/inventory.txt.\n"),
        0,
    );
    workspace.check(
        &["docs", "boats", "page.txt"],
        "specs/boats: the page says what was recorded\n",
        0,
    );
    let file = workspace.read("specs/boats/inventory.txt");
    let facts = "[get_boat]\nid | sample: string\nlength | sample: string\nowner | sample: string\npath:id | list: string, required\n";
    assert!(file.ends_with(facts), "{file}");

    workspace.write(
        "page.txt",
        PAGE.replace("\"owner\": \"b\"", "\"owner\": null, \"beam\": 1")
            .as_bytes(),
    );
    workspace.check(
        &["docs", "boats", "page.txt", "--operation", "get_boat"],
        "specs/boats: the page differs from what was recorded\n  + beam    number (sample)\n  ~ owner   string → null (sample)\n\
         Edit specs/boats/openapi.yaml, then: cargo xtask docs boats page.txt --accept\n",
        1,
    );
    // What was recorded now has to agree with the spec.
    let (problems, code) = workspace.run(&["regen", "--check"]);
    let want = "specs/boats/openapi.yaml: /components/schemas/Boat/properties/length: `length`: the page's sample says string, the spec number (decimal); \
        correct the spec, or say why it is so: `x-differs: <reason>`\n1 problem\n";
    assert!(problems.ends_with(want), "{problems}");
    assert_eq!(code, 2);
}

#[test]
fn the_report() {
    let workspace = Workspace::new();
    workspace.check(
        &["docs", "--report"],
        "| provider | documented | covered | undocumented | contradicted | unreadable |\n|---|---:|---:|---:|---:|---:|\n| boats | no page recorded | | | | |\n",
        0,
    );
    workspace.write("page.txt", PAGE.as_bytes());
    workspace.run(&["docs", "boats", "page.txt", "--accept"]);
    let marked = SPEC
        .replace("Its length in metres.", "Its length., x-differs: sent as text")
        .replace("owner: {type: string,", "beam: {type: string, description: Its beam., x-undocumented: seen once}\n        owner: {type: string,");
    workspace.write("specs/boats/openapi.yaml", marked.as_bytes());
    workspace.check(
        &["docs", "--report"],
        "\
| provider | documented | covered | undocumented | contradicted | unreadable |
|---|---:|---:|---:|---:|---:|
| boats | 4 | 4 | 1 | 1 | 0 |

## Boats

- `length`: the page's sample says string, the spec number (decimal). In the spec: sent as text.
- `beam` is not on the page. In the spec: seen once.
",
        0,
    );
}

#[test]
fn what_cannot_be_used() {
    let workspace = Workspace::new();
    workspace.write("page.txt", PAGE.as_bytes());
    workspace.write("prose.txt", b"A boat floats.\n");
    workspace.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    workspace.write("nul.txt", b"id\nstring\0\n");
    workspace.write("large.txt", &vec![b'a'; (1 << 20) + 1]);
    for (arguments, want) in [
        (
            vec!["docs", "planes", "page.txt"],
            "no folder specs/planes; the providers are boats",
        ),
        (
            vec!["docs", "boats", "nowhere.txt"],
            "nowhere.txt: there is no such file",
        ),
        (
            vec!["docs", "boats", "prose.txt", "--accept"],
            "prose.txt: no field is documented there; save the text of the whole page, with its tables and samples",
        ),
        (
            vec!["docs", "boats", "picture.png"],
            "picture.png: not text in UTF-8; save it as text",
        ),
        (
            vec!["docs", "boats", "nul.txt"],
            "nul.txt: not text in UTF-8; save it as text",
        ),
        (
            vec!["docs", "boats", "large.txt"],
            "large.txt: larger than 1 MiB; save the page's text alone",
        ),
        (
            vec!["docs", "boats", "page.txt", "--operation", "get_plane"],
            "no operation get_plane; boats's operations are get_boat",
        ),
    ] {
        workspace.check(&arguments, &format!("error: {want}\n"), 2);
    }
    workspace.check(
        &["docs", "boats"],
        "error: the following required arguments were not provided: <PAGE>\nUsage: cargo xtask docs <PROVIDER> <PAGE>\n",
        2,
    );
    assert!(!workspace.has("specs/boats/inventory.txt"));
    workspace.write("specs/boats/inventory.txt", b"[get_boat]\nid\n");
    workspace.check(
        &["docs", "boats", "page.txt"],
        "specs/boats/inventory.txt: line 2: no fact; restore the file, or remove it and record the page again\n1 problem\n",
        2,
    );
}
