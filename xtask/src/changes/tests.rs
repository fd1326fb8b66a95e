//! The table of changes, row by row; and that CONTRIBUTING.md has the same table.

use serde_json::Value;

use super::compare::documents;
use super::rules::RULES;
use crate::lint::testing::GOOD;
use crate::yaml;

/// What is replaced in a good spec.
type Edits = &'static [(&'static str, &'static str)];

/// For each row: what is replaced in a good spec, and each change as it is told.
const CASES: &[(&str, Edits, &[&str])] = &[
    (
        "OPERATION_ADDED",
        &[(OPERATION, TWO_OPERATIONS)],
        &["minor + get_other()"],
    ),
    (
        "OPERATION_REMOVED",
        &[("operationId: get_account", "operationId: read_account")],
        &["major - get_account()", "minor + read_account()"],
    ),
    (
        "REQUEST_MOVED",
        &[("  /accounts/{id}:", "  /v2/accounts/{id}:")],
        &["minor ~ get_account(): GET /accounts/{id} → GET /v2/accounts/{id}"],
    ),
    (
        "PARAMETER_ADDED",
        &[(
            "        - name: page\n",
            "        - name: size\n          in: query\n          description: How many.\n          schema: {type: integer}\n        - name: page\n",
        )],
        &["major + get_account(size: Option<i64> in query)"],
    ),
    (
        "PARAMETER_REMOVED",
        &[(PAGE, "")],
        &["major - get_account(page: Option<i64> in query)"],
    ),
    (
        "PARAMETER_CHANGED",
        &[(
            "          schema: {type: integer}\n      responses",
            "          required: true\n          schema: {type: integer}\n      responses",
        )],
        &["major ~ get_account(page: Option<i64> in query → page: i64 in query)"],
    ),
    (
        "PARAMETERS_MOVED",
        &[
            (
                "        - name: page\n          in: query",
                "        - name: page\n          in: path\n          required: true",
            ),
            ("  /accounts/{id}:", "  /accounts/{page}/{id}:"),
        ],
        &[
            "major ~ get_account(page: Option<i64> in query → page: i64 in path)",
            "major ~ get_account(id, page → page, id)",
            "minor ~ get_account(): GET /accounts/{id} → GET /accounts/{page}/{id}",
        ],
    ),
    (
        "CONSTANT_CHANGED",
        &[("enum: [\"7\"]", "enum: [\"8\"]")],
        &["minor ~ Api-Edition: 7 → 8"],
    ),
    (
        "ANSWER_CHANGED",
        &[(
            JSON_AND_XML,
            "            application/json:\n              schema: {$ref: \"#/components/schemas/Reason\"}\n            application/xml:\n              schema: {$ref: \"#/components/schemas/Reason\"}\n",
        )],
        &["major ~ get_account() -> Account → Reason"],
    ),
    (
        "ERROR_ADDED",
        &[],
        &["minor + get_account() refused with Problem"],
    ),
    (
        "ERROR_CHANGED",
        &[(SERVER_ERROR, "")],
        &["major - get_account() 5XX"],
    ),
    (
        "MEDIA_TYPE_ADDED",
        &[(
            "            application/xml:\n",
            "            text/xml:\n              schema: {$ref: \"#/components/schemas/Account\"}\n            application/xml:\n",
        )],
        &["minor + get_account() 200 text/xml"],
    ),
    (
        "MEDIA_TYPE_REMOVED",
        &[(
            "            application/xml:\n              schema: {$ref: \"#/components/schemas/Account\"}\n",
            "",
        )],
        &["major - get_account() 200 application/xml"],
    ),
    (
        "ERROR_WHEN_CHANGED",
        &[("present: [/problem], ", "")],
        &["minor ~ get_account() 200 x-error-when"],
    ),
    (
        "FIELDS_OF_ERROR_CHANGED",
        &[("x-code: /problem/code", "x-code: /problem/number")],
        &["minor ~ Problem: code at \"/problem/code\" → \"/problem/number\""],
    ),
    (
        "WAIT_CHANGED",
        &[("            X-Wait:\n", "            X-Pause:\n")],
        &["patch ~ get_account() 4XX: X-Wait → X-Pause"],
    ),
    (
        "SCHEME_ADDED",
        &[
            ("  - token: []\n", "  - token: []\n  - basic: []\n"),
            (
                "    token:\n      type: http\n",
                "    basic:\n      type: http\n      scheme: basic\n    token:\n      type: http\n",
            ),
        ],
        &["minor + basic(\"your username\", \"your password\")"],
    ),
    (
        "SCHEME_REMOVED",
        &[("  - token: []\n", "")],
        &["major - token(\"your token\")"],
    ),
    (
        "CREDENTIALS_RENAMED",
        &[(
            OAUTH2,
            "      type: apiKey\n      in: query\n      name: token\n",
        )],
        &["major ~ ApiKey: key → token"],
    ),
    (
        "SIGN_IN_CHANGED",
        &[("x-token-request: json", "x-token-request: form")],
        &["minor ~ client_credentials(\"your client id\", \"your client secret\")"],
    ),
    (
        "SCHEMES_MOVED",
        &[(
            "  - oauth2: []\n  - token: []\n",
            "  - token: []\n  - oauth2: []\n",
        )],
        &["minor ~ ClientCredentials, Bearer → Bearer, ClientCredentials"],
    ),
    (
        "DEFAULT_SERVER_CHANGED",
        &[(
            "url: https://api.example.com",
            "url: https://eu.example.com",
        )],
        &["major ~ https://api.example.com → https://eu.example.com"],
    ),
    (
        "SERVERS_CHANGED",
        &[(
            "    description: Production\n",
            "    description: Production\n  - url: https://test.example.com\n    description: Test\n",
        )],
        &[
            "minor ~ servers: https://api.example.com → https://api.example.com, https://test.example.com",
        ],
    ),
    (
        "TYPE_ADDED",
        &[(
            "    Reason:\n",
            "    Cause:\n      type: object\n      description: A cause.\n      properties: {}\n    Reason:\n",
        )],
        &["minor + Cause"],
    ),
    (
        "TYPE_REMOVED",
        &[("    Status:\n", "    State:\n")],
        &["major - Status", "minor + State"],
    ),
    (
        "TYPE_CHANGED",
        &[(
            "      enum: [\"active\", \"credit_hold\"]\n      x-integers: [0, 1]\n",
            "",
        )],
        &["major ~ Status: enum → String"],
    ),
    (
        "PROPERTY_ADDED",
        &[(
            "        size:\n",
            "        depth:\n          type: number\n          format: decimal\n          description: How deep.\n        size:\n",
        )],
        &["minor + Account.depth: Option<Decimal>"],
    ),
    (
        "REQUIRED_PROPERTY_ADDED",
        &[
            ("      required: [id]\n", "      required: [id, depth]\n"),
            (
                "        size:\n",
                "        depth:\n          type: number\n          format: decimal\n          description: How deep.\n        size:\n",
            ),
        ],
        &["major + Account.depth: Decimal"],
    ),
    (
        "PROPERTY_REMOVED",
        &[(RATIO, "")],
        &["major - Account.ratio: Option<f64>"],
    ),
    (
        "PROPERTY_CHANGED",
        &[("          format: int32\n", "          format: int64\n")],
        &["major ~ Account.size: Option<i32> → Option<i64>"],
    ),
    (
        "SECRET",
        &[(
            "          type: string\n          description: Its words.",
            "          type: string\n          format: password\n          description: Its words.",
        )],
        &["major ~ Reason.text: Option<String> → Option<Secret>"],
    ),
    (
        "NO_SECRET",
        &[("          format: password\n", "")],
        &["major ~ Account.key: Option<Secret> → Option<String>"],
    ),
    (
        "OPTIONAL",
        &[("      required: [id]\n", "")],
        &["major ~ Account.id: Uuid → Option<Uuid>"],
    ),
    (
        "REQUIRED",
        &[("      required: [id]\n", "      required: [id, size]\n")],
        &["major ~ Account.size: Option<i32> → i32"],
    ),
    (
        "NULLABLE",
        &[(
            "          description: How large it is.",
            "          nullable: true\n          description: How large it is.",
        )],
        &["patch ~ Account.size"],
    ),
    (
        "PROPERTIES_MOVED",
        &[(RATIO, ""), ("        size:\n", RATIO_AND_SIZE)],
        &["patch ~ Account"],
    ),
    (
        "WORD_ADDED",
        &[
            (
                "[\"active\", \"credit_hold\"]",
                "[\"active\", \"credit_hold\", \"gone\"]",
            ),
            ("[0, 1]", "[0, 1, 2]"),
        ],
        &["minor + Status: gone"],
    ),
    (
        "WORD_REMOVED",
        &[
            ("[\"active\", \"credit_hold\"]", "[\"active\"]"),
            ("[0, 1]", "[0]"),
        ],
        &["major - Status: credit_hold"],
    ),
    (
        "INTEGER_ADDED",
        &[],
        &[
            "minor + Status: active = 0",
            "minor + Status: credit_hold = 1",
        ],
    ),
    (
        "INTEGER_CHANGED",
        &[("[0, 1]", "[0, 7]")],
        &["major ~ Status: credit_hold = 1 → 7"],
    ),
    (
        "XML_CHANGED",
        &[(
            "          xml: {wrapped: true}\n          items: {type: string",
            "          items: {type: string",
        )],
        &["major ~ Account.tags: {wrapped:true} → plain"],
    ),
    (
        "WORDS",
        &[
            ("What is left.", "What is left over."),
            ("the page says float", "the page says number"),
            ("title: Good", "title: Better"),
        ],
        &["patch ~ 3 texts"],
    ),
    (
        "OTHER",
        &[
            ("openapi: 3.0.3", "openapi: 3.0.4"),
            (
                "      operationId:",
                "      deprecated: true\n      operationId:",
            ),
        ],
        &["major ~ get_account().deprecated", "major ~ openapi"],
    ),
];

/// Rows whose case does not start from the good spec, and from what instead.
const BEFORE: &[(&str, Edits)] = &[
    ("CREDENTIALS_RENAMED", &[(OAUTH2, API_KEY)]),
    ("ERROR_ADDED", &[(ERRORS, "")]),
    ("INTEGER_ADDED", &[("      x-integers: [0, 1]\n", "")]),
];

const OPERATION: &str = "paths:\n";
const TWO_OPERATIONS: &str = "paths:\n  /others:\n    get:\n      operationId: get_other\n      summary: Read another.\n      responses: {}\n";
const PAGE: &str = "        - name: page\n          in: query\n          description: Which page to read.\n          schema: {type: integer}\n";
const JSON_AND_XML: &str = "            application/json:\n              schema: {$ref: \"#/components/schemas/Account\"}\n            application/xml:\n              schema: {$ref: \"#/components/schemas/Account\"}\n";
const ERRORS: &str = "        \"4XX\":
          description: Refused.
          headers:
            X-Wait:
              description: How long to wait.
              schema: {type: integer}
              x-wait: seconds
          content:
            application/json:
              schema: {$ref: \"#/components/schemas/Problem\"}
        \"5XX\":
          description: Failed.
          content:
            application/json:
              schema: {$ref: \"#/components/schemas/Problem\"}
";
const SERVER_ERROR: &str = "        \"5XX\":
          description: Failed.
          content:
            application/json:
              schema: {$ref: \"#/components/schemas/Problem\"}
";
const OAUTH2: &str = "      type: oauth2\n      flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}\n      x-token-request: json\n      x-token: /data/token\n";
const API_KEY: &str = "      type: apiKey\n      in: query\n      name: key\n";
const RATIO: &str = "        ratio:\n          type: number\n          format: double\n          description: A ratio.\n";
const RATIO_AND_SIZE: &str = "        ratio:\n          type: number\n          format: double\n          description: A ratio.\n        size:\n";

fn document(text: &str) -> Value {
    yaml::read(text).unwrap_or_else(|mistakes| panic!("{mistakes:?}\n{text}"))
}

/// The changes from one document to another, each on a line.
fn lines(before: Option<&Value>, after: Option<&Value>) -> Vec<String> {
    documents("good", before, after)
        .iter()
        .map(|c| format!("{} {}", c.rule.class, c.what))
        .collect()
}

fn edited(row: &str, edits: Edits) -> Value {
    let mut text = GOOD.to_owned();
    for (from, to) in edits {
        assert_eq!(text.matches(from).count(), 1, "{row}: {from}");
        text = text.replace(from, to);
    }
    document(&text)
}

#[test]
fn every_row() {
    for (row, edits, want) in CASES {
        let edits_before = BEFORE
            .iter()
            .find(|(name, _)| name == row)
            .map_or(&[][..], |(_, edits)| edits);
        let (before, after) = (edited(row, edits_before), edited(row, edits));
        assert_eq!(lines(Some(&before), Some(&after)), *want, "{row}");
        let rule = RULES.iter().find(|(name, _)| name == row).unwrap().1;
        let told = documents("good", Some(&before), Some(&after));
        assert!(told.iter().any(|c| c.rule == rule), "{row}");
    }
    let good = document(GOOD);
    assert_eq!(lines(None, Some(&good)), ["minor + good"]);
    assert_eq!(lines(Some(&good), None), ["major - good"]);
    let of_providers = ["PROVIDER_ADDED", "PROVIDER_REMOVED"];
    for (row, _) in RULES {
        let cases = CASES.iter().filter(|(name, ..)| name == row).count();
        assert!(
            cases == 1 || of_providers.contains(row),
            "{row} has {cases} cases"
        );
    }
}

#[test]
fn nothing_changed() {
    let good = document(GOOD);
    assert_eq!(lines(Some(&good), Some(&good)), [""; 0]);
    // Not by meaning: another order of keys, another way to write the same.
    let same = GOOD
        .replace(
            "  title: Good\n  version: v1\n",
            "  version: v1\n  title: Good\n",
        )
        .replace(
            "schema: {type: integer}\n      responses",
            "schema:\n            type: integer # a number\n      responses",
        );
    assert_ne!(same, GOOD);
    assert_eq!(lines(Some(&good), Some(&document(&same))), [""; 0]);
}

#[test]
fn the_same_table_in_contributing() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../CONTRIBUTING.md");
    let contributing = std::fs::read_to_string(path).unwrap();
    let mut table = String::from(
        "| Change | Class | What it does to those who depend on the crate |\n|---|---|---|\n",
    );
    for (_, rule) in RULES {
        table.push_str(&format!(
            "| {} | {} | {} |\n",
            rule.what, rule.class, rule.effect
        ));
    }
    assert!(
        contributing.contains(&table),
        "CONTRIBUTING.md should hold:\n{table}"
    );
}
