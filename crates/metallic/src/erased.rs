// Generated from specs/metallic/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The operations of Metallic without their types, and their sample bodies: for tools that serve every provider.

use progenitor_client::erased::{self, Answer, Endpoint, Entry, Sample};
use progenitor_client::{Api, Transport};

use crate::{Client, PROVIDER, types};

/// Metallic, its operations and their samples.
pub const ENTRY: Entry = Entry {
    provider: &PROVIDER,
    endpoints: &[
        Endpoint {
            operation: &PROVIDER.operations[0],
            samples: &[
                Sample {
                    name: "get_account.401",
                    file: "specs/metallic/samples/get_account.401.json",
                    status: 401,
                    media_type: "application/json",
                    body: r#"{
  "error": {
    "code": 1001,
    "message": "The token is missing, not valid or no longer valid"
  }
}
"#.as_bytes(),
                },
                Sample {
                    name: "get_account.404",
                    file: "specs/metallic/samples/get_account.404.json",
                    status: 404,
                    media_type: "application/json",
                    body: r#"{
  "error": {
    "code": 1006,
    "message": "Record not found"
  }
}
"#.as_bytes(),
                },
                Sample {
                    name: "get_account.deactivated",
                    file: "specs/metallic/samples/get_account.deactivated.json",
                    status: 200,
                    media_type: "application/json",
                    body: r#"{
  "data": {
    "id": "0b8f6a52-3f4e-4c1d-9e57-6a2d8c4b1f90",
    "insertTs": "2022-03-01T08:00:00",
    "updateTs": "2024-02-29T23:59:59",
    "name": "Example Closed Ltd",
    "contacts": [],
    "services": [],
    "deactivatedOptions": {
      "disableLogin": true,
      "disableBackup": true,
      "disableRestore": false
    },
    "type": "Internal"
  }
}
"#.as_bytes(),
                },
                Sample {
                    name: "get_account",
                    file: "specs/metallic/samples/get_account.json",
                    status: 200,
                    media_type: "application/json",
                    body: r#"{
  "data": {
    "id": "7194af6f-1285-4295-94aa-ceed7ea2d792",
    "status": "active",
    "insertTs": "2021-06-07T21:16:48",
    "updateTs": "2021-06-07T21:16:48",
    "externalId": "XSP1234",
    "name": "Acme ltd",
    "website": "www.acme.com",
    "provisionCountry": "United States",
    "contacts": [
      {
        "type": "admin",
        "email": "tada@acme.com",
        "firstName": "Tada",
        "lastName": "Wu",
        "phone": "+1 302 000 2020",
        "address": {
          "addressLine1": "1 Ave",
          "addressLine2": "Suite 204",
          "city": "Sunnyvale",
          "state": "California",
          "country": "United States",
          "postalCode": "94086"
        }
      }
    ],
    "services": [
      {
        "sku": "MTL-O365-USRO-NC"
      },
      {
        "sku": "MTL-EP-USRO-NC"
      }
    ],
    "type": "Production"
  }
}
"#.as_bytes(),
                },
                Sample {
                    name: "get_account.null-members",
                    file: "specs/metallic/samples/get_account.null-members.json",
                    status: 200,
                    media_type: "application/json",
                    body: r#"{
  "data": {
    "id": "0b8f6a52-3f4e-4c1d-9e57-6a2d8c4b1f90",
    "contacts": [
      {
        "type": null,
        "email": null,
        "firstName": null,
        "lastName": null,
        "address": null,
        "phone": null
      },
      {
        "type": "admin",
        "address": {
          "addressLine1": null,
          "addressLine2": null,
          "city": null,
          "state": null,
          "country": null,
          "postalCode": null
        }
      }
    ],
    "services": [
      {
        "sku": null
      }
    ],
    "deactivatedOptions": {
      "disableLogin": null,
      "disableBackup": null,
      "disableRestore": null
    }
  }
}
"#.as_bytes(),
                },
                Sample {
                    name: "get_account.nulls",
                    file: "specs/metallic/samples/get_account.nulls.json",
                    status: 200,
                    media_type: "application/json",
                    body: r#"{
  "data": {
    "id": null,
    "status": null,
    "insertTs": null,
    "updateTs": null,
    "externalId": null,
    "name": null,
    "website": null,
    "provisionCountry": null,
    "contacts": null,
    "services": null,
    "deactivatedOptions": null,
    "type": null
  }
}
"#.as_bytes(),
                },
                Sample {
                    name: "get_account.sparse",
                    file: "specs/metallic/samples/get_account.sparse.json",
                    status: 200,
                    media_type: "application/json",
                    body: r#"{
  "data": {}
}
"#.as_bytes(),
                },
                Sample {
                    name: "get_account.time-with-zone",
                    file: "specs/metallic/samples/get_account.time-with-zone.json",
                    status: 200,
                    media_type: "application/json",
                    body: r#"{
  "data": {
    "id": "0b8f6a52-3f4e-4c1d-9e57-6a2d8c4b1f90",
    "insertTs": "2021-06-07T21:16:48Z",
    "updateTs": "2021-06-07T21:16:48.250Z"
  }
}
"#.as_bytes(),
                },
                Sample {
                    name: "get_account.unknown-words",
                    file: "specs/metallic/samples/get_account.unknown-words.json",
                    status: 200,
                    media_type: "application/json",
                    body: r#"{
  "data": {
    "id": "0b8f6a52-3f4e-4c1d-9e57-6a2d8c4b1f90",
    "status": "pending_delete",
    "contacts": [
      {
        "type": "billing",
        "email": "accounts@example.com"
      }
    ],
    "type": "Sandbox"
  }
}
"#.as_bytes(),
                },
            ],
            decode: erased::decode::<types::AccountResponse>,
            decode_error: erased::decode::<types::ErrorResponse>,
            call: get_account,
        },
    ],
    connect: erased::connect::<Client>,
};

fn get_account(transport: &Transport, arguments: &[String]) -> Answer {
    let client = Client::from_transport(transport.clone());
    let arguments = arguments.to_vec();
    Box::pin(async move {
        let result = client
            .get_account(&erased::argument("accountId", &arguments, 0)?)
            .await;
        erased::answer(result)
    })
}
