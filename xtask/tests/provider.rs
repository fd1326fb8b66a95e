//! A new provider, from its spec to a crate that compiles, and away again; in a copy of this workspace.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::compiler::Compiler;
use common::copy::{Copy, text};

const SPEC: &str = r##"# yaml-language-server: $schema=../schema.json
openapi: 3.0.3
info: {title: Harbour, version: v1, description: Berths and tides.}
externalDocs: {url: https://harbour.example/docs}
servers: [{url: https://harbour.example}]
security: [{key: []}]
paths:
  /berths/{id}:
    get:
      operationId: getBerth
      summary: Read a berth.
      x-undocumented: no page is recorded
      parameters:
        - {name: id, in: path, required: true, description: Which berth., schema: {type: integer}}
      responses:
        "200":
          description: The berth.
          content: {application/json: {schema: {$ref: "#/components/schemas/Berth"}}}
        default: {$ref: "#/components/responses/Refusal"}
  /tides:
    get:
      operationId: getTides
      summary: Read the tides.
      x-undocumented: no page is recorded
      responses:
        "200":
          description: The tides.
          content: {application/xml: {schema: {$ref: "#/components/schemas/Tides"}}}
        default: {$ref: "#/components/responses/Refusal"}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
  responses:
    Refusal:
      description: Refused.
      content: {application/json: {schema: {$ref: "#/components/schemas/Refusal"}}}
  schemas:
    Berth:
      type: object
      description: A berth.
      required: [id]
      properties:
        id: {type: integer, description: Its number.}
        price: {type: number, format: decimal, description: What a night costs.}
    Tides:
      type: object
      description: The tides of a day.
      properties:
        tide: {type: array, description: Each tide., items: {type: string}}
    Refusal:
      type: object
      description: Why not.
      properties:
        reason: {type: string, description: In words.}
"##;

/// Every file of a workspace, by its path.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files.retain(|name, _| !name.starts_with(".regen"));
    files
}

#[test]
fn a_provider_comes_and_goes() {
    let copy = Copy::new("provider");
    let done = |arguments: &[&str]| {
        let output = copy.xtask(arguments);
        assert!(output.status.success(), "{}", text(&output));
    };
    done(&["regen"]);
    let before = files(&copy.root);

    copy.write("specs/harbour/openapi.yaml", SPEC);
    copy.write("specs/harbour/samples/get_berth.json", "{\"id\": 7, \"price\": 12.50}\n");
    copy.write("specs/harbour/samples/get_berth.404.json", "{\"reason\": \"no such berth\"}\n");
    copy.write(
        "specs/harbour/samples/get_tides.xml",
        "<Tides><tide>06:12</tide><tide>18:40</tide></Tides>\n",
    );
    done(&["regen"]);
    done(&["regen", "--check"]);
    // The lock file knows the crate, so that the next command of cargo's changes nothing.
    let metadata = copy.cargo(&["metadata", "--locked", "--format-version", "1"], &[]);
    assert!(metadata.status.success(), "{}", text(&metadata));
    assert!(copy.read("Cargo.lock").contains("name = \"bindery-harbour\""));
    let mut tree = files(&copy.root);
    tree.retain(|name, _| name.starts_with("crates/harbour"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let compiler = Compiler::new(root).unwrap();
    compiler.check("harbour", &tree).unwrap();
    compiler.document("harbour", &tree).unwrap();
    let program = "pub async fn f(client: &bindery_harbour::Client) -> Option<bindery_harbour::types::Tides> {
        let berth = client.get_berth(7).await.ok()?.into_inner();
        let _: (i64, Option<bindery_harbour::Decimal>) = (berth.id, berth.price);
        Some(client.get_tides().await.ok()?.into_inner())
    }";
    compiler.check_program("harbour", &tree, program).unwrap();

    fs::remove_dir_all(copy.root.join("specs/harbour")).unwrap();
    done(&["regen"]);
    let after = files(&copy.root);
    let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&after), names(&before));
    for (name, bytes) in &before {
        assert!(after[name] == *bytes, "{} is not as it was", name.display());
    }
}
