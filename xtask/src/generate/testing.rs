//! What the generator's tests share: minimal specs, and the check that what they generate compiles.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::compiler::Compiler;
use super::{progenitor, provider, rust};
use crate::spec::{self, Spec};

/// A spec with these paths and schemas, in YAML without indentation. `Thing` and `Refusal` are among the schemas.
#[track_caller]
pub fn spec(paths: &str, schemas: &str) -> Spec {
    let indent = |text: &str, by: usize| -> String {
        text.trim_matches('\n').lines().map(|line| format!("{}{line}\n", " ".repeat(by))).collect()
    };
    let yaml = HEAD.replace("PATHS\n", &indent(paths, 2)) + &indent(schemas, 4);
    let document = match spec::document("specs/acme/openapi.yaml", &yaml) {
        Ok((document, _)) => document,
        Err(problems) => {
            panic!("{}\n{yaml}", problems.iter().map(|p| format!("{p}\n")).collect::<String>())
        }
    };
    Spec {
        provider: "acme".to_owned(),
        document,
        samples: Vec::new(),
        inventory: Default::default(),
    }
}

/// One operation with these lines, and schemas.
#[track_caller]
pub fn operation(method: &str, path: &str, operation: &str, schemas: &str) -> Spec {
    let responses = if operation.contains("responses:") { "" } else { RESPONSES };
    let lines: String = format!(
        "operationId: do_it\nsummary: Does it.\n{}\n{responses}",
        operation.trim_matches('\n')
    )
    .lines()
    .map(|line| format!("    {line}\n"))
    .collect();
    spec(&format!("{path}:\n  {method}:\n{lines}"), schemas)
}

const RESPONSES: &str = "responses:\n  '200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}\n  4XX: {description: No., content: {application/json: {schema: {$ref: '#/components/schemas/Refusal'}}}}\n";

const HEAD: &str = "\
openapi: 3.0.3
info: {title: Acme, version: v1, description: Sells things.}
servers:
  - {url: https://api.example.com, description: Production}
security:
  - token: []
paths:
PATHS
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
  schemas:
    Thing: {type: object, description: A thing., properties: {id: {type: string, description: Its id.}}}
    Refusal: {type: object, description: Why not., properties: {why: {type: string, description: In words.}}}
";

/// A module of a spec's crate, or the reason why there is none; and that all of them compile.
#[track_caller]
pub fn module(
    spec: &Spec,
    module: fn(&Spec, &progenitor::Output) -> Result<syn::File, String>,
) -> String {
    let made = progenitor::run(&spec.document).and_then(|output| module(spec, &output));
    match made {
        Ok(file) => {
            compiles(spec);
            rust::print("it", &file)
        }
        Err(message) => message,
    }
}

/// The folder whose `specs/` and `crates/` are the fixture's: a spec with every kind of operation, and its crate.
pub fn fixture_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture")
}

/// The spec of the fixture, whose name no provider can have.
#[track_caller]
pub fn fixture() -> Spec {
    spec::provider(&fixture_root(), "fixture", &mut Vec::new()).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(|p| format!("{p}\n")).collect::<String>())
    })
}

/// A module of a spec's crate.
#[track_caller]
pub fn rendered(
    spec: &Spec,
    module: fn(&Spec, &progenitor::Output) -> Result<syn::File, String>,
) -> String {
    let made = progenitor::run(&spec.document).and_then(|output| module(spec, &output));
    rust::print("it", &made.unwrap_or_else(|message| panic!("{message}")))
}

/// The lines of a text from the one that holds `from` to the first one after it that is `to`.
pub fn lines<'a>(text: &'a str, from: &str, to: &str) -> String {
    let mut lines = text.lines().skip_while(|line| !line.contains(from)).peekable();
    let mut found: Vec<&'a str> = Vec::new();
    for line in lines.by_ref() {
        found.push(line);
        if line == to {
            break;
        }
    }
    found.join("\n")
}

/// Fails where what is generated of a spec does not compile without warnings, with all features.
#[track_caller]
pub fn compiles(spec: &Spec) {
    let tree = provider(spec).unwrap_or_else(|problem| panic!("{problem}"));
    compiler().check(&spec.provider, &tree).unwrap_or_else(|errors| panic!("{errors}"));
}

/// Fails where the documentation of what is generated of a spec has warnings.
#[track_caller]
pub fn documents(spec: &Spec) {
    let tree = provider(spec).unwrap_or_else(|problem| panic!("{problem}"));
    compiler().document(&spec.provider, &tree).unwrap_or_else(|errors| panic!("{errors}"));
}

/// What checks generated crates.
pub fn compiler() -> &'static Compiler {
    static COMPILER: OnceLock<Result<Compiler, String>> = OnceLock::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in the workspace");
    COMPILER.get_or_init(|| Compiler::new(root)).as_ref().unwrap_or_else(|e| panic!("{e}"))
}
