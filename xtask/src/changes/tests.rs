//! The table of changes, row by row; and that specs/changes.md has the same table.

use super::compare::documents;
use super::rules::RULES;

mod verdicts;

use crate::spec::{self, Document};

/// The document that the cases edit.
const GOOD: &str = r##"
openapi: 3.0.3
info:
  title: Good
  version: v1
  description: Accounts without a problem.
externalDocs:
  url: https://example.com/docs
  description: The page.
servers:
  - url: https://api.example.com
    description: Production
security:
  - oauth2: []
  - token: []
paths:
  /accounts/{id}:
    get:
      operationId: get_account
      summary: Read one account.
      parameters:
        - name: id
          in: path
          required: true
          description: The account to read.
          schema: {type: string, format: uuid}
        - name: Api-Edition
          in: header
          description: The edition of the API.
          schema: {type: string, enum: ["7"]}
        - name: page
          in: query
          description: Which page to read.
          schema: {type: integer}
      responses:
        "200":
          description: The account.
          x-error-when: {present: [/problem], "false": [/fine]}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Account"}
            application/xml:
              schema: {$ref: "#/components/schemas/Account"}
        "4XX":
          description: Refused.
          headers:
            X-Wait:
              description: How long to wait.
              schema: {type: integer}
              x-wait: seconds
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Problem"}
        "5XX":
          description: Failed.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Problem"}
components:
  securitySchemes:
    oauth2:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}
      x-token-request: json
      x-token: /data/token
    token:
      type: http
      scheme: bearer
  schemas:
    Account:
      type: object
      description: An account.
      required: [id]
      xml: {name: account}
      properties:
        id:
          type: string
          format: uuid
          description: Identifies the account.
          xml: {attribute: true}
        balance:
          type: number
          format: decimal
          description: What is left.
          x-differs: the page says float
        made:
          type: string
          format: date-time
          description: When it was made.
        size:
          type: integer
          format: int32
          description: How large it is.
        ratio:
          type: number
          format: double
          description: A ratio.
        key:
          type: string
          format: password
          description: A secret.
        fine:
          type: boolean
          description: Whether all is well.
        notes:
          type: object
          additionalProperties: true
          nullable: true
          description: Free of form.
        value:
          description: Anything.
          x-undocumented: only the sample shows it
        status:
          allOf: [{$ref: "#/components/schemas/Status"}]
          description: How it is.
          nullable: true
        children:
          type: array
          nullable: true
          description: Accounts below this one.
          xml: {wrapped: true} # children
          items: {$ref: "#/components/schemas/Account"}
        tags:
          type: array
          nullable: true
          description: Words.
          xml: {wrapped: true}
          items: {type: string, xml: {name: tag}}
        labels:
          type: array
          nullable: true
          description: More words.
          items: {type: string, xml: {name: label}}
        weight:
          type: integer
          description: How heavy it is.
          xml: {name: Weight}
        problem:
          allOf: [{$ref: "#/components/schemas/Reason"}]
          description: What went wrong.
    Status:
      type: string
      description: How an account is.
      enum: ["active", "credit_hold"]
      x-integers: [0, 1]
    Problem:
      type: object
      description: What went wrong.
      x-code: /problem/code
      x-message: /problem/text
      properties:
        problem:
          allOf: [{$ref: "#/components/schemas/Reason"}]
          description: The reason.
    Reason:
      type: object
      description: A reason.
      properties:
        code:
          type: integer
          format: int64
          description: Its number.
        text:
          type: string
          description: Its words.
"##;

/// Another one, with what the first has not.
const MORE: &str = r##"
openapi: 3.0.3
info: {title: Boats, version: v1}
servers: [{url: https://api.example.com}]
security: [{key: []}]
paths:
  /boats:
    get:
      operationId: list_boats
      parameters:
        - {name: limit, in: query, schema: {type: integer, format: int32}}
        - {name: after, in: query, schema: {type: string}}
        - {name: fleet, in: query, required: true, schema: {type: string}}
        - {name: tags, in: query, explode: true, schema: {type: array, items: {type: string}}}
      x-pages: {items: /data, cursor: {parameter: after, from: /next}}
      responses:
        "200":
          description: The boats.
          headers: {X-Total: {schema: {type: integer, format: int64}}}
          content:
            application/json: {schema: {$ref: '#/components/schemas/Boats'}}
            application/xml: {schema: {$ref: '#/components/schemas/Boats'}}
    post:
      operationId: create_boat
      x-idempotency-key: Idempotency-Key
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/NewBoat'}}}
      responses:
        "201": {description: Created., content: {application/json: {schema: {$ref: '#/components/schemas/Boat'}}}}
        "404": {description: None.}
        "422": {description: Refused., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
  /boats/{id}:
    delete:
      operationId: cancel_boat
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        "204": {description: Cancelled.}
  /quays/{quay}/moves:
    post:
      operationId: move_boat
      parameters:
        - {name: quay, in: path, required: true, schema: {type: string}}
      requestBody:
        required: true
        content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Move'}}}
      responses:
        "200": {description: Moved., content: {application/json: {schema: {$ref: '#/components/schemas/Moved'}}}}
        "202": {description: Waits., content: {application/json: {schema: {$ref: '#/components/schemas/Waiting'}}}}
        "203": {description: Towed., content: {application/json: {schema: {$ref: '#/components/schemas/Towed'}}}}
        "409": {description: Blocked., content: {application/json: {schema: {$ref: '#/components/schemas/Blocked'}}}}
        "423": {description: Broken., content: {application/json: {schema: {$ref: '#/components/schemas/Broken'}}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Boats:
      type: object
      properties:
        data: {type: array, items: {$ref: '#/components/schemas/Boat'}}
        drafts: {type: array, items: {$ref: '#/components/schemas/NewBoat'}}
        next: {type: string}
        last: {type: string}
    Boat:
      type: object
      properties:
        id: {type: string, readOnly: true}
        length: {type: number, format: decimal}
        title: {type: string, x-rust-name: label}
        cargo: {allOf: [{$ref: '#/components/schemas/Cargo'}]}
    NewBoat: {type: object, required: [name], properties: {name: {type: string}}}
    Problem: {type: object, properties: {why: {type: string}}}
    Cargo: {oneOf: [{$ref: '#/components/schemas/Fish'}, {$ref: '#/components/schemas/Coal'}]}
    Fish: {type: object, required: [weight], properties: {weight: {type: string}}}
    Coal: {type: object, required: [grade], properties: {grade: {type: string}}}
    Rope: {type: object, properties: {span: {type: string}}}
    Move: {type: object, required: [to], properties: {to: {type: string}}}
    Moved: {type: object, properties: {at: {type: string}}}
    Waiting: {type: object, properties: {since: {type: string}}}
    Towed: {type: object, properties: {by: {type: string}}}
    Blocked: {type: object, properties: {by: {type: string}}}
    Broken: {type: object, properties: {part: {type: string}}}
"##;

/// What is replaced in a good spec.
type Edits = &'static [(&'static str, &'static str)];

/// For each row: the replacement in a valid spec, and each reported change.
const CASES: &[(&str, Edits, &[&str])] = &[
    ("OPERATION_ADDED", &[(OPERATION, TWO_OPERATIONS)], &["minor + get_other()"]),
    (
        "OPERATION_REMOVED",
        &[("operationId: get_account", "operationId: read_account")],
        &["major - get_account()", "minor + read_account()"],
    ),
    (
        "REQUEST_CHANGED",
        &[("  /accounts/{id}:", "  /v2/accounts/{id}:")],
        &["minor ~ get_account(): GET /accounts/{id} → GET /v2/accounts/{id}"],
    ),
    (
        "OPTIONAL_PARAMETER_ADDED",
        &[(
            "        - name: page\n",
            "        - name: size\n          in: query\n          description: How many.\n          schema: {type: integer}\n        - name: page\n",
        )],
        &["minor + get_account(size: Option<i64> in query)"],
    ),
    ("PARAMETER_REMOVED", &[(PAGE, "")], &["major - get_account(page: Option<i64> in query)"]),
    (
        "PARAMETER_CHANGED",
        &[(
            "          schema: {type: integer}\n      responses",
            "          required: true\n          schema: {type: integer}\n      responses",
        )],
        &["major ~ get_account(page: Option<i64> in query → page: i64 in query)"],
    ),
    (
        "CONSTANT_CHANGED",
        &[("enum: [\"7\"]", "enum: [\"8\"]")],
        &["minor ~ get_account() Api-Edition: 7 → 8"],
    ),
    (
        "RESPONSE_CHANGED",
        &[
            ("          x-error-when: {present: [/problem], \"false\": [/fine]}\n", ""),
            (
                JSON_AND_XML,
                "            application/json:\n              schema: {$ref: \"#/components/schemas/Reason\"}\n            application/xml:\n              schema: {$ref: \"#/components/schemas/Reason\"}\n",
            ),
        ],
        &["major ~ get_account() -> Account → Reason"],
    ),
    (
        "ERROR_ADDED",
        &[],
        &[
            "major + get_account() fails with Problem",
            "minor + get_account() X-Wait",
            "patch + get_account() waits by X-Wait",
        ],
    ),
    ("STATUS_REMOVED", &[(SERVER_ERROR, "")], &["major - get_account() 5XX"]),
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
        "ERROR_FIELDS_CHANGED",
        &[("x-code: /problem/code", "x-code: /problem/text")],
        &["minor ~ Problem: code at /problem/code → /problem/text"],
    ),
    (
        "WAIT_CHANGED",
        &[("              x-wait: seconds\n          content", "          content")],
        &["patch - get_account() waits by X-Wait"],
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
        &["minor + basic"],
    ),
    (
        "SCHEME_REMOVED",
        &[("  - token: []\n", ""), ("    token:\n      type: http\n      scheme: bearer\n", "")],
        &["major - token"],
    ),
    (
        "CREDENTIALS_RENAMED",
        &[(OAUTH2, "      type: apiKey\n      in: query\n      name: code\n")],
        &["major ~ api key: key → code"],
    ),
    (
        "AUTHENTICATION_CHANGED",
        &[("x-token-request: json", "x-token-request: form")],
        &["minor ~ client credentials"],
    ),
    (
        "SCHEMES_MOVED",
        &[("  - oauth2: []\n  - token: []\n", "  - token: []\n  - oauth2: []\n")],
        &["minor ~ client credentials, token → token, client credentials"],
    ),
    (
        "DEFAULT_SERVER_CHANGED",
        &[("url: https://api.example.com", "url: https://eu.example.com")],
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
        "TYPE_RENAMED",
        &[("    Status:\n", "    State:\n"), ("schemas/Status", "schemas/State")],
        &["major ~ Status → State"],
    ),
    (
        "TYPE_CHANGED",
        &[("      enum: [\"active\", \"credit_hold\"]\n      x-integers: [0, 1]\n", "")],
        &["major ~ Status: enum of strings → String"],
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
        &[(
            "required: [to], properties: {",
            "required: [to, by], properties: {by: {type: number, format: decimal}, ",
        )],
        &["major + Move.by: Decimal"],
    ),
    ("PROPERTY_REMOVED", &[(RATIO, "")], &["major - Account.ratio: Option<f64>"]),
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
    ("OPTIONAL", &[("      required: [id]\n", "")], &["major ~ Account.id: Uuid → Option<Uuid>"]),
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
    ("ORDER_CHANGED", &[(RATIO, ""), ("        size:\n", RATIO_AND_SIZE)], &["patch ~ Account"]),
    (
        "VALUE_ADDED",
        &[
            ("[\"active\", \"credit_hold\"]", "[\"active\", \"credit_hold\", \"gone\"]"),
            ("[0, 1]", "[0, 1, 2]"),
        ],
        &["minor + Status: gone"],
    ),
    (
        "VALUE_REMOVED",
        &[("[\"active\", \"credit_hold\"]", "[\"active\"]"), ("[0, 1]", "[0]")],
        &["major - Status: credit_hold"],
    ),
    ("INTEGER_ADDED", &[], &["minor + Status: active = 0", "minor + Status: credit_hold = 1"]),
    ("INTEGER_CHANGED", &[("[0, 1]", "[0, 7]")], &["major ~ Status: credit_hold = 1 → 7"]),
    (
        "XML_CHANGED",
        &[(
            "          xml: {wrapped: true}\n          items: {type: string",
            "          items: {type: string",
        )],
        &["major ~ Account.tags"],
    ),
    (
        "TEXTS",
        &[
            ("What is left.", "What is left over."),
            ("the page says float", "the page says number"),
            ("title: Good", "title: Better"),
        ],
        &["patch ~ 3 texts"],
    ),
    // The second document from here on.
    (
        "PATH_PARAMETER_RENAMED",
        &[("/boats/{id}", "/boats/{boat}"), ("name: id, in: path", "name: boat, in: path")],
        &["patch ~ cancel_boat(id → boat)"],
    ),
    ("PARAMETER_RENAMED", &[("name: fleet", "name: navy")], &["minor ~ list_boats(fleet → navy)"]),
    (
        "REQUIRED_PARAMETER_ADDED",
        &[(
            "        - {name: fleet",
            "        - {name: year, in: query, required: true, schema: {type: integer, format: int32}}\n        - {name: fleet",
        )],
        &["major + list_boats(year: i32 in query)"],
    ),
    (
        "FIRST_OPTION_ADDED",
        &[(
            "        - {name: id, in: path",
            "        - {name: expand, in: query, schema: {type: string}}\n        - {name: id, in: path",
        )],
        &["major + cancel_boat(expand: Option<String> in query)"],
    ),
    (
        "PARAMETERS_MOVED",
        &[(
            "        - {name: tags",
            "        - {name: year, in: query, required: true, schema: {type: string}}\n        - {name: tags",
        )],
        &["major ~ list_boats(year, fleet → fleet, year)"],
    ),
    (
        "PARAMETER_SENT",
        &[("explode: true", "explode: false")],
        &["minor ~ list_boats(tags): exploded → commas"],
    ),
    (
        "BODY_ADDED",
        &[(
            "      operationId: cancel_boat\n",
            "      operationId: cancel_boat\n      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewBoat'}}}}\n",
        )],
        &["major + cancel_boat(body: NewBoat)"],
    ),
    (
        "BODY_REMOVED",
        &[(
            "      requestBody:\n        required: true\n        content: {application/json: {schema: {$ref: '#/components/schemas/NewBoat'}}}\n",
            "",
        )],
        &["major - create_boat(body: NewBoat)", "major ~ NewBoat"],
    ),
    (
        "BODY_CHANGED",
        &[(
            "        content: {application/json: {schema: {$ref: '#/components/schemas/NewBoat'}}}\n",
            "        content: {application/json: {schema: {$ref: '#/components/schemas/Boat'}}}\n",
        )],
        &[
            "major ~ create_boat(body: NewBoat → BoatRequest)",
            "major ~ NewBoat",
            "minor + BoatRequest",
            "minor ~ Cargo",
            "minor ~ Fish",
            "minor ~ Coal",
        ],
    ),
    (
        "BODY_FORMAT_CHANGED",
        &[(
            "        content: {application/json: {schema: {$ref: '#/components/schemas/NewBoat'}}}\n",
            "        content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/NewBoat'}}}\n",
        )],
        &["minor ~ create_boat(): application/json → application/x-www-form-urlencoded"],
    ),
    (
        "ERROR_CHANGED",
        &[(
            "schema: {$ref: '#/components/schemas/Problem'}",
            "schema: {$ref: '#/components/schemas/Fish'}",
        )],
        &["major ~ create_boat() fails with Problem → Fish"],
    ),
    (
        "RESPONSE_KIND_ADDED",
        &[("        \"202\": {", "        \"204\": {description: Nothing.}\n        \"202\": {")],
        &["minor + move_boat() -> ()", "minor + move_boat() 204"],
    ),
    (
        "RESPONSE_KIND_REMOVED",
        &[(
            "        \"203\": {description: Towed., content: {application/json: {schema: {$ref: '#/components/schemas/Towed'}}}}\n",
            "",
        )],
        &["major - move_boat() -> Towed", "major - move_boat() 203"],
    ),
    (
        "STATUS_ADDED",
        &[(
            "        \"404\": {description: None.}\n",
            "        \"404\": {description: None.}\n        \"409\": {description: Twice., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}\n",
        )],
        &["minor + create_boat() 409"],
    ),
    (
        "EMPTY_ERROR_CHANGED",
        &[("        \"404\": {description: None.}\n", "")],
        &["minor - create_boat() 404"],
    ),
    (
        "MEDIA_TYPES_MOVED",
        &[],
        &[
            "minor ~ list_boats() 200: application/xml, application/json → application/json, application/xml",
        ],
    ),
    (
        "HEADER_ADDED",
        &[("headers: {", "headers: {X-Page: {schema: {type: string}}, ")],
        &["minor + list_boats() X-Page"],
    ),
    (
        "HEADER_CHANGED",
        &[(
            "X-Total: {schema: {type: integer, format: int64}}",
            "X-Total: {schema: {type: string}}",
        )],
        &["major ~ list_boats() X-Total: i64 → String"],
    ),
    ("PAGES_ADDED", &[], &["minor + list_boats() pages"]),
    ("PAGES_REMOVED", &[(PAGES, "")], &["major - list_boats() pages"]),
    ("PAGES_CHANGED", &[("from: /next", "from: /last")], &["minor ~ list_boats() pages"]),
    (
        "ITEMS_CHANGED",
        &[("items: /data", "items: /drafts")],
        &["major ~ list_boats() pages: Boat → NewBoat"],
    ),
    (
        "IDEMPOTENCY_CHANGED",
        &[("      x-idempotency-key: Idempotency-Key\n", "")],
        &["minor ~ create_boat(): Idempotency-Key → no key"],
    ),
    (
        "OPERATION_SECURITY_CHANGED",
        &[(
            "      operationId: cancel_boat\n",
            "      operationId: cancel_boat\n      security: []\n",
        )],
        &["minor ~ cancel_boat(): api key → none"],
    ),
    ("OPERATION_SECURITY_REMOVED", &[], &["major ~ cancel_boat(): none → api key"]),
    (
        "TYPE_REMOVED",
        &[("    Rope: {type: object, properties: {span: {type: string}}}\n", "")],
        &["major - Rope"],
    ),
    (
        "SETTERS_ADDED",
        &[(
            "        content: {application/json: {schema: {$ref: '#/components/schemas/NewBoat'}}}\n",
            "        content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}\n",
        )],
        &["major ~ create_boat(body: NewBoat → Problem)", "major ~ NewBoat", "minor ~ Problem"],
    ),
    (
        "SETTERS_REMOVED",
        &[],
        &["major ~ create_boat(body: Problem → NewBoat)", "major ~ Problem", "minor ~ NewBoat"],
    ),
    (
        "RUST_NAME_CHANGED",
        &[("x-rust-name: label", "x-rust-name: title")],
        &["major ~ Boat.title: label → title"],
    ),
    (
        "VARIANT_ADDED",
        &[(
            "[{$ref: '#/components/schemas/Fish'}, ",
            "[{$ref: '#/components/schemas/Rope'}, {$ref: '#/components/schemas/Fish'}, ",
        )],
        &["minor + Cargo::Rope"],
    ),
    (
        "VARIANT_REMOVED",
        &[(
            "[{$ref: '#/components/schemas/Fish'}, {$ref: '#/components/schemas/Coal'}]",
            "[{$ref: '#/components/schemas/Fish'}, {$ref: '#/components/schemas/Rope'}]",
        )],
        &["major - Cargo::Coal", "minor + Cargo::Rope"],
    ),
    (
        "UNION_CHANGED",
        &[(
            "[{$ref: '#/components/schemas/Fish'}, {$ref: '#/components/schemas/Coal'}]",
            "[{$ref: '#/components/schemas/Coal'}, {$ref: '#/components/schemas/Fish'}]",
        )],
        &["minor ~ Cargo"],
    ),
    (
        "DEPRECATED",
        &[(
            "      operationId: cancel_boat\n",
            "      operationId: cancel_boat\n      deprecated: true\n",
        )],
        &["minor ~ cancel_boat()"],
    ),
];

/// Rows whose case does not start from the good spec, and from what instead.
const BEFORE: &[(&str, Edits)] = &[
    ("MEDIA_TYPES_MOVED", &[(MEDIA, MEDIA_MOVED)]),
    (
        "RESPONSE_CHANGED",
        &[("          x-error-when: {present: [/problem], \"false\": [/fine]}\n", "")],
    ),
    (
        "PARAMETERS_MOVED",
        &[(
            "        - {name: fleet",
            "        - {name: year, in: query, required: true, schema: {type: string}}\n        - {name: fleet",
        )],
    ),
    ("PAGES_ADDED", &[(PAGES, "")]),
    (
        "SETTERS_REMOVED",
        &[(
            "        content: {application/json: {schema: {$ref: '#/components/schemas/NewBoat'}}}\n",
            "        content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}\n",
        )],
    ),
    ("CREDENTIALS_RENAMED", &[(OAUTH2, API_KEY)]),
    (
        "OPERATION_SECURITY_REMOVED",
        &[(
            "      operationId: cancel_boat\n",
            "      operationId: cancel_boat\n      security: []\n",
        )],
    ),
    ("ERROR_ADDED", &[(ERRORS, "")]),
    ("INTEGER_ADDED", &[("      x-integers: [0, 1]\n", "")]),
];

const PAGES: &str = "      x-pages: {items: /data, cursor: {parameter: after, from: /next}}\n";
const MEDIA: &str = "            application/json: {schema: {$ref: '#/components/schemas/Boats'}}\n            application/xml: {schema: {$ref: '#/components/schemas/Boats'}}\n";
const MEDIA_MOVED: &str = "            application/xml: {schema: {$ref: '#/components/schemas/Boats'}}\n            application/json: {schema: {$ref: '#/components/schemas/Boats'}}\n";
const OPERATION: &str = "paths:\n";
const TWO_OPERATIONS: &str = "paths:\n  /others:\n    get:\n      operationId: get_other\n      summary: Read another.\n      responses: {'204': {description: Nothing.}}\n";
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

fn document(text: &str) -> Document {
    match spec::document("openapi.yaml", text) {
        Ok((document, _)) => document,
        Err(problems) => panic!("{problems:#?}\n{text}"),
    }
}

/// The changes from one document to another, each on a line.
fn lines(before: Option<&Document>, after: Option<&Document>) -> Vec<String> {
    documents("good", before, after)
        .iter()
        .map(|c| format!("{} {}", c.rule.class, c.what))
        .collect()
}

fn edited(row: &str, base: &str, edits: Edits) -> Document {
    let mut text = base.to_owned();
    for (from, to) in edits {
        assert_eq!(text.matches(from).count(), 1, "{row}: {from}");
        text = text.replace(from, to);
    }
    document(&text)
}

#[test]
fn every_row() {
    for (row, edits, want) in CASES {
        let edits_before =
            BEFORE.iter().find(|(name, _)| name == row).map_or(&[][..], |(_, edits)| edits);
        let edit = edits.first().or(edits_before.first()).unwrap().0;
        let base = if GOOD.contains(edit) { GOOD } else { MORE };
        let (before, after) = (edited(row, base, edits_before), edited(row, base, edits));
        let got = lines(Some(&before), Some(&after));
        assert_eq!(got, *want, "{row}");
        let rule = RULES.iter().find(|(name, _)| name == row).unwrap().1;
        let told = documents("good", Some(&before), Some(&after));
        assert!(told.iter().any(|c| c.rule == rule), "{row}");
    }
    let good = document(GOOD);
    assert_eq!(lines(None, Some(&good)), ["minor + good"]);
    assert_eq!(lines(Some(&good), None), ["major - good"]);
    // The last is for what the model has and the comparison does not.
    let without = ["PROVIDER_ADDED", "PROVIDER_REMOVED", "OTHER"];
    for (row, _) in RULES {
        let cases = CASES.iter().filter(|(name, ..)| name == row).count();
        assert!(cases == 1 || without.contains(row), "{row} has {cases} cases");
    }
}

#[test]
fn nothing_changed() {
    let good = document(GOOD);
    assert_eq!(lines(Some(&good), Some(&good)), [""; 0]);
    // Not by meaning: another order of keys, another way to write the same.
    let same =
        GOOD.replace("  title: Good\n  version: v1\n", "  version: v1\n  title: Good\n").replace(
            "schema: {type: integer}\n      responses",
            "schema:\n            type: integer # a number\n      responses",
        );
    assert_ne!(same, GOOD);
    assert_eq!(lines(Some(&good), Some(&document(&same))), [""; 0]);
}

#[test]
fn the_same_table_in_the_docs() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs/changes.md");
    let page = std::fs::read_to_string(path).unwrap();
    let mut table = String::from(
        "| Change | Class | What it does to those who depend on the crate |\n|---|---|---|\n",
    );
    for (_, rule) in RULES {
        table.push_str(&format!("| {} | {} | {} |\n", rule.what, rule.class, rule.effect));
    }
    assert!(page.contains(&table), "specs/changes.md should hold:\n{table}");
}
