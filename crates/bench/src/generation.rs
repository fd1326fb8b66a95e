//! Rows for `cargo xtask regen`, beside `cargo progenitor` on the same specs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};

use crate::callgrind;
use crate::programs::{builds, cargo, output, package, root};
use crate::table::{Goal, Table, Value};

/// progenitor's version: that of the generator's own, in the workspace's table.
const PROGENITOR: &str = "0.15.1";

/// The number of timed regenerations.
const TURNS: usize = 21;

/// The first regeneration on a fresh machine, whose time goes into building the generator; and what that build is good for
/// after it: a regeneration that changes nothing.
pub fn generation(table: &mut Table) -> Result<(), String> {
    let builds = builds();
    let (first_ours, debug) = first_xtask(&builds)?;
    let first_theirs = from_nothing(&package(), "generator", &builds.join("first-generator"))?;
    table.row(
        "The first `cargo xtask regen`, built from nothing",
        "a build of progenitor's generator alone",
        Value::Ratio(seconds(first_ours) / seconds(first_theirs)),
        Goal::AtMost(1.2),
    );

    let release = release_xtask(&builds)?;
    let progenitor = cargo_progenitor(&builds)?;
    for (xtask, work, goal) in [
        (&release, "`cargo xtask regen`, nothing changed, in release", 0.30),
        (&debug, "`cargo xtask regen`, nothing changed, as it is built", 0.70),
    ] {
        let ratio = unchanged(xtask, &progenitor)?;
        table.row(
            work,
            "`cargo progenitor` on the five specs",
            Value::Ratio(ratio),
            Goal::AtMost(goal),
        );
    }

    let at_100 = an_operation(&release, 100)?;
    let at_1000 = an_operation(&release, 1000)?;
    table.row(
        "An operation's share of regen's instructions, of 1,000",
        "the same, of 100",
        Value::Ratio(at_1000 / at_100),
        Goal::AtMost(1.2),
    );
    Ok(())
}

/// The time of a clean build, and its program.
fn first_xtask(builds: &Path) -> Result<(Duration, PathBuf), String> {
    let target = builds.join("first-xtask");
    let build = from_nothing(&root(), "xtask", &target)?;
    let xtask = target.join("debug/xtask");
    let started = Instant::now();
    output("cargo xtask regen", &mut regen(&xtask, &root()))?;
    Ok((build + started.elapsed(), xtask))
}

/// The time of a clean build of a workspace's package.
fn from_nothing(folder: &Path, name: &str, target: &Path) -> Result<Duration, String> {
    let what = format!("building {name} from nothing");
    eprintln!("{what}");
    // Downloading is not what is measured.
    output(&what, cargo(folder).args(["fetch", "--locked"]))?;
    if target.exists() {
        fs::remove_dir_all(target).map_err(|error| format!("{}: {error}", target.display()))?;
    }
    let mut build = cargo(folder);
    build.args(["build", "--package", name, "--locked"]);
    let started = Instant::now();
    output(&what, build.env("CARGO_TARGET_DIR", target))?;
    Ok(started.elapsed())
}

fn release_xtask(builds: &Path) -> Result<PathBuf, String> {
    eprintln!("building the xtask in release");
    let mut build = cargo(&root());
    build.args(["build", "--release", "--package", "xtask", "--locked"]);
    output("building the xtask", build.env("CARGO_TARGET_DIR", builds))?;
    Ok(builds.join("release/xtask"))
}

fn cargo_progenitor(builds: &Path) -> Result<PathBuf, String> {
    eprintln!("building cargo-progenitor in release");
    let mut install = cargo(builds);
    install.args(["install", "cargo-progenitor", "--version", PROGENITOR, "--locked", "--root"]);
    output("installing cargo-progenitor", install.arg(builds))?;
    Ok(builds.join("bin/cargo-progenitor"))
}

/// The time of a regeneration without changes, relative to cargo-progenitor: the median of alternating runs, so that
/// other load affects both equally.
fn unchanged(xtask: &Path, progenitor: &Path) -> Result<f64, String> {
    let root = root();
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut specs = fs::read_dir(root.join("specs"))
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>())
        .map_err(|error| format!("specs: {error}"))?;
    specs.sort();
    let mut ratios = Vec::new();
    for _ in 0..TURNS {
        let started = Instant::now();
        output("cargo xtask regen", &mut regen(xtask, &root))?;
        let ours = started.elapsed();
        let started = Instant::now();
        for spec in &specs {
            let name = spec.file_name().unwrap_or_default();
            let mut command = Command::new(progenitor);
            command.args(["progenitor", "--version", "0.0.0", "--name"]).arg(name);
            command.arg("--input").arg(spec.join("openapi.yaml"));
            command.arg("--output").arg(folder.path().join(name));
            output("cargo progenitor", &mut command)?;
        }
        ratios.push(seconds(ours) / seconds(started.elapsed()));
    }
    ratios.sort_by(f64::total_cmp);
    Ok(ratios[ratios.len() / 2])
}

/// The instructions of a regeneration of so many operations, for each of them.
fn an_operation(xtask: &Path, operations: usize) -> Result<f64, String> {
    eprintln!("counting a regeneration of {operations} operations");
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    synthetic(folder.path(), operations)?;
    let count = callgrind::count(&regen(xtask, folder.path()), &[])?;
    Ok(count.instructions as f64 / operations as f64)
}

/// A workspace of one provider whose spec has so many operations, each with a type of 22 fields.
fn synthetic(folder: &Path, operations: usize) -> Result<(), String> {
    let provider = folder.join("specs/synthetic");
    let mut paths = serde_json::Map::new();
    let mut schemas = serde_json::Map::new();
    schemas.insert(
        "ErrorResponse".to_owned(),
        json!({
            "type": "object", "description": "A refusal.",
            "properties": {"message": {"type": "string", "description": "Why."}},
        }),
    );
    let answer = |description, schema: &str| {
        json!({
            "description": description,
            "content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/{schema}")}}},
        })
    };
    let refusal = answer("A refusal.", "ErrorResponse");
    for number in 0..operations {
        let (schema, sample) = account(number);
        paths.insert(
            format!("/accounts{number}/{{id}}"),
            json!({"get": {
                "operationId": format!("get_account{number}"),
                "summary": "Read one account.",
                "description": "Reads an account.",
                "parameters": [{
                    "name": "id", "in": "path", "required": true, "description": "The account to read.",
                    "schema": {"type": "string"},
                }],
                "responses": {
                    "200": answer("The account.", &format!("Account{number}")),
                    "4XX": refusal,
                    "5XX": refusal,
                },
            }}),
        );
        schemas.insert(format!("Account{number}"), schema);
        write(&provider.join(format!("samples/get_account{number}.json")), &sample.to_string())?;
    }
    let spec = json!({
        "openapi": "3.0.3",
        "info": {"title": "Synthetic", "version": "1", "description": "Accounts."},
        "externalDocs": {"url": "https://example.com/accounts", "description": "The page."},
        "servers": [{"url": "https://api.example.com", "description": "Production"}],
        "security": [{"basic": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"basic": {"type": "http", "scheme": "basic"}},
            "schemas": schemas,
        },
    });
    // JSON is YAML.
    write(&provider.join("openapi.yaml"), &format!("{spec:#}"))
}

/// A schema, and a body for it.
fn account(number: usize) -> (Json, Json) {
    let kinds = [
        (json!({"type": "string", "description": "A text."}), json!("a text")),
        (json!({"type": "integer", "format": "int64", "description": "A number."}), json!(number)),
        (json!({"type": "boolean", "description": "A switch."}), json!(true)),
        (
            json!({"type": "string", "format": "date-time", "description": "A time."}),
            json!("2024-01-02T03:04:05Z"),
        ),
    ];
    let fields = (0..22).map(|field| (format!("field{field}"), &kinds[field % kinds.len()]));
    let (properties, body): (serde_json::Map<_, _>, serde_json::Map<_, _>) = fields
        .map(|(name, (schema, value))| ((name.clone(), schema.clone()), (name, value.clone())))
        .unzip();
    let schema = json!({"type": "object", "description": "An account.", "properties": properties});
    (schema, Json::Object(body))
}

fn regen(xtask: &Path, root: &Path) -> Command {
    let mut command = Command::new(xtask);
    // It finds the workspace by this.
    command.arg("regen").env("CARGO_MANIFEST_DIR", root.join("xtask"));
    command.stdin(Stdio::null());
    command
}

fn seconds(duration: Duration) -> f64 {
    duration.as_secs_f64()
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}
