// Generated from specs/metallic/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The operations of Metallic without their types, and their sample bodies: for tools that serve every provider.

use progenitor_client::erased::{self, Answer, Endpoint, Entry, Sample};
use progenitor_client::{Api, Transport};

use crate::{Client, PROVIDER, types};

/// Metallic, its operations and their samples.
pub const ENTRY: Entry = Entry::new(&PROVIDER, ENDPOINTS, erased::connect::<Client>);

const ENDPOINTS: &[Endpoint] = &[
    Endpoint::new(
        &PROVIDER.operations[0],
        erased::decode::<types::AccountResponse>,
        erased::decode::<types::ErrorResponse>,
        get_account,
    )
    .samples(&[
        Sample::new(
            "get_account.401",
            "specs/metallic/samples/get_account.401.json",
            401,
            "application/json",
            r#"{
  "error": {
    "code": 1001,
    "message": "The token is missing, not valid or no longer valid"
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.404",
            "specs/metallic/samples/get_account.404.json",
            404,
            "application/json",
            r#"{
  "error": {
    "code": 1006,
    "message": "Record not found"
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.deactivated",
            "specs/metallic/samples/get_account.deactivated.json",
            200,
            "application/json",
            r#"{
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
        ),
        Sample::new(
            "get_account",
            "specs/metallic/samples/get_account.json",
            200,
            "application/json",
            r#"{
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
        ),
        Sample::new(
            "get_account.null-members",
            "specs/metallic/samples/get_account.null-members.json",
            200,
            "application/json",
            r#"{
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
        ),
        Sample::new(
            "get_account.nulls",
            "specs/metallic/samples/get_account.nulls.json",
            200,
            "application/json",
            r#"{
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
        ),
        Sample::new(
            "get_account.sparse",
            "specs/metallic/samples/get_account.sparse.json",
            200,
            "application/json",
            r#"{
  "data": {}
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.time-with-zone",
            "specs/metallic/samples/get_account.time-with-zone.json",
            200,
            "application/json",
            r#"{
  "data": {
    "id": "0b8f6a52-3f4e-4c1d-9e57-6a2d8c4b1f90",
    "insertTs": "2021-06-07T21:16:48Z",
    "updateTs": "2021-06-07T21:16:48.250Z"
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.unknown-words",
            "specs/metallic/samples/get_account.unknown-words.json",
            200,
            "application/json",
            r#"{
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
        ),
    ]),
];

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
