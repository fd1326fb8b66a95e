//! The smallest spec that generates, for the generator's tests.

use crate::docs::inventory::Inventory;
use crate::spec::Spec;
use crate::yaml;

/// The parameter of the operation's path.
pub const ID: &str =
    "- {name: id, in: path, required: true, description: Which one., schema: {type: string}}\n";

/// A spec with one operation whose answer is the schema `Thing`, which `schemas` must hold.
pub fn with_schemas(schemas: &str) -> Spec {
    with(ID, schemas)
}

/// The same, with other parameters.
pub fn with(parameters: &str, schemas: &str) -> Spec {
    let indent = |text: &str, by: usize| {
        text.lines()
            .map(|line| format!("{}{line}\n", " ".repeat(by)))
            .collect::<String>()
    };
    let text = format!(
        "{HEAD}{}{RESPONSES}{}{ERROR}",
        indent(&format!("parameters:\n{parameters}"), 6),
        indent(schemas, 4)
    );
    Spec {
        provider: "acme".to_owned(),
        document: yaml::read(&text).expect("the template and the case are YAML"),
        samples: Vec::new(),
        inventory: Inventory::new(),
    }
}

const HEAD: &str = r#"openapi: 3.0.3
info:
  title: Acme
  version: v1
  description: Sells things.
servers:
  - url: https://api.example.com
    description: Production
security:
  - token: []
paths:
  /things/{id}:
    get:
      operationId: get_thing
      summary: Read one thing.
"#;

const RESPONSES: &str = r##"      responses:
        "200":
          description: The thing.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/Thing"
        4XX:
          description: A refusal.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/Refusal"
components:
  securitySchemes:
    token:
      type: http
      scheme: bearer
  schemas:
"##;

const ERROR: &str = r#"    Refusal:
      type: object
      description: Why not.
      properties:
        why:
          type: string
          description: In words.
"#;
