// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The operations of Sakari without their types, and their sample bodies: for tools that serve every provider.

use progenitor_client::erased::{self, Answer, Endpoint, Entry, Sample};
use progenitor_client::{Api, Transport};

use crate::{Client, PROVIDER, types};

/// Sakari, its operations and their samples.
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
            "specs/sakari/samples/get_account.401.json",
            401,
            "application/json",
            r#"{
  "success": false,
  "error": {
    "code": "AUTH-001",
    "message": "The access token is missing, not valid or no longer valid"
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.403",
            "specs/sakari/samples/get_account.403.json",
            403,
            "application/json",
            r#"{
  "success": false,
  "error": {
    "code": "CONT-001",
    "message": "You may not read this account"
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.creator-with-name-only",
            "specs/sakari/samples/get_account.creator-with-name-only.json",
            200,
            "application/json",
            r#"{
  "success": true,
  "data": {
    "id": "5b1f0c2e9d3a4f0012345678",
    "options": {
      "customDomain": {
        "id": "5b1f0c2e9d3a4f0087654321",
        "domain": "go.example.com",
        "created": {
          "at": "2023-11-07T05:31:56.789Z",
          "by": {
            "name": "Alex Example"
          }
        }
      }
    }
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.empty-objects",
            "specs/sakari/samples/get_account.empty-objects.json",
            200,
            "application/json",
            r#"{
  "success": true,
  "data": {
    "id": "5b1f0c2e9d3a4f0012345678",
    "plan": {},
    "defaults": {
      "country": {}
    },
    "info": {
      "address": {
        "country": {}
      }
    },
    "options": {
      "autotopup": {},
      "autoEnroll": {},
      "customDomain": {
        "created": {
          "by": {}
        }
      }
    },
    "billing": {
      "address": {
        "country": {
          "aliass": [],
          "taxTypes": []
        }
      }
    }
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.free-form",
            "specs/sakari/samples/get_account.free-form.json",
            200,
            "application/json",
            r#"{
  "success": true,
  "data": {
    "id": "5b1f0c2e9d3a4f0012345678",
    "plan": {
      "pricing": {
        "US": {
          "sms": 0.0149,
          "mms": [
            0.03,
            0.045
          ]
        },
        "GB": {}
      }
    },
    "questionare": {
      "useCase": "reminders",
      "score": 7
    },
    "integrations": {
      "crm": {
        "connected": true,
        "since": null
      }
    },
    "questionnaire": {
      "answers": [
        {
          "q": 1,
          "a": "yes"
        },
        {
          "q": 2,
          "a": null
        }
      ]
    }
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account",
            "specs/sakari/samples/get_account.json",
            200,
            "application/json",
            r#"{
  "success": true,
  "data": {
    "id": "<string>",
    "apiCredentials": {
      "id": "<string>",
      "secret": "<string>"
    },
    "name": "<string>",
    "plan": {
      "id": "<string>",
      "name": "<string>",
      "price": 123,
      "commitment": 123,
      "credit": 123,
      "maxCommitment": 123,
      "minCommitment": 123,
      "passThroughPlanEligible": true,
      "billingFrequency": "monthly",
      "pricing": {},
      "includedPhoneNumberCountries": [
        "<string>"
      ]
    },
    "balance": 123,
    "defaults": {
      "country": {
        "code": "<string>",
        "name": "<string>"
      }
    },
    "promoCode": "<string>",
    "subscription": {
      "activeUntil": "<string>"
    },
    "nextBillingDate": "<string>",
    "trialExpiry": "2023-11-07T05:31:56Z",
    "questionare": {},
    "referrer": "<string>",
    "externalName": "<string>",
    "legalName": "<string>",
    "info": {
      "website": "<string>",
      "phone": "<string>",
      "email": "<string>",
      "address": {
        "line1": "<string>",
        "line2": "<string>",
        "city": "<string>",
        "state": "<string>",
        "country": {
          "code": "<string>",
          "flag": "<string>",
          "dialing": "<string>",
          "name": "<string>",
          "aliass": [
            "<string>"
          ],
          "continent": "<string>",
          "supported": true,
          "alphaNumericSenderId": true,
          "taxTypes": [
            {
              "type": "<string>",
              "name": "<string>",
              "example": "<string>"
            }
          ]
        },
        "postalCode": "<string>"
      }
    },
    "options": {
      "universalMMS": true,
      "verifyNumberType": true,
      "autoLinkShorten": true,
      "autotopup": {
        "amount": 123,
        "below": 123
      },
      "autoEnroll": {
        "domain": "<string>",
        "role": "<string>",
        "notifyEmail": "<string>"
      },
      "customDomain": {
        "id": "<string>",
        "domain": "<string>",
        "renewAt": "<string>",
        "verified": "<string>",
        "created": {
          "at": "2023-11-07T05:31:56Z",
          "by": {
            "id": "<string>",
            "name": "Joe Bloggs",
            "firstName": "Joe",
            "lastName": "Bloggs",
            "email": "joe@bloggs.com",
            "source": "<string>",
            "subSource": "<string>"
          }
        }
      }
    },
    "integrations": {},
    "partner": {
      "paypalEmail": "<string>",
      "submitted": "2023-11-07T05:31:56Z",
      "approved": "2023-11-07T05:31:56Z",
      "rejected": "2023-11-07T05:31:56Z",
      "contact": "<string>"
    },
    "referralCode": "<string>",
    "questionnaire": {},
    "billing": {
      "name": "<string>",
      "email": "<string>",
      "address": {
        "line1": "<string>",
        "line2": "<string>",
        "city": "<string>",
        "state": "<string>",
        "country": {
          "code": "<string>",
          "flag": "<string>",
          "dialing": "<string>",
          "name": "<string>",
          "aliass": [
            "<string>"
          ],
          "continent": "<string>",
          "supported": true,
          "alphaNumericSenderId": true,
          "taxTypes": [
            {
              "type": "<string>",
              "name": "<string>",
              "example": "<string>"
            }
          ]
        },
        "postalCode": "<string>"
      },
      "tax": {
        "type": "<string>",
        "id": "<string>"
      }
    },
    "created": {
      "at": "2023-11-07T05:31:56Z"
    },
    "suspended": {
      "at": "2023-11-07T05:31:56Z"
    },
    "user": {
      "role": "<string>",
      "segmentUnderstanding": "2023-11-07T05:31:56Z"
    }
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.milliseconds",
            "specs/sakari/samples/get_account.milliseconds.json",
            200,
            "application/json",
            r#"{
  "success": true,
  "data": {
    "id": "5b1f0c2e9d3a4f0012345678",
    "trialExpiry": "2024-02-01T00:00:00.000Z",
    "created": {
      "at": "2023-11-07T05:31:56.789Z"
    }
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.negative-balance",
            "specs/sakari/samples/get_account.negative-balance.json",
            200,
            "application/json",
            r#"{
  "success": true,
  "data": {
    "id": "5b1f0c2e9d3a4f0012345678",
    "plan": {
      "price": 0.032,
      "credit": -12.5
    },
    "balance": -3.1275
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.null-members",
            "specs/sakari/samples/get_account.null-members.json",
            200,
            "application/json",
            r#"{
  "success": true,
  "data": {
    "id": null,
    "apiCredentials": {
      "id": null,
      "secret": null
    },
    "name": null,
    "plan": {
      "id": null,
      "name": null,
      "price": null,
      "commitment": null,
      "credit": null,
      "maxCommitment": null,
      "minCommitment": null,
      "passThroughPlanEligible": null,
      "billingFrequency": null,
      "pricing": null,
      "includedPhoneNumberCountries": null
    },
    "balance": null,
    "defaults": {
      "country": {
        "code": null,
        "name": null
      }
    },
    "promoCode": null,
    "subscription": {
      "activeUntil": null
    },
    "nextBillingDate": null,
    "trialExpiry": null,
    "questionare": null,
    "referrer": null,
    "externalName": null,
    "legalName": null,
    "info": {
      "website": null,
      "phone": null,
      "email": null,
      "address": {
        "line1": null,
        "line2": null,
        "city": null,
        "state": null,
        "country": {
          "code": null,
          "flag": null,
          "dialing": null,
          "name": null,
          "aliass": null,
          "continent": null,
          "supported": null,
          "alphaNumericSenderId": null,
          "taxTypes": [
            {
              "type": null,
              "name": null,
              "example": null
            }
          ]
        },
        "postalCode": null
      }
    },
    "options": {
      "universalMMS": null,
      "verifyNumberType": null,
      "autoLinkShorten": null,
      "autotopup": {
        "amount": null,
        "below": null
      },
      "autoEnroll": {
        "domain": null,
        "role": null,
        "notifyEmail": null
      },
      "customDomain": {
        "id": null,
        "domain": null,
        "renewAt": null,
        "verified": null,
        "created": {
          "at": null,
          "by": {
            "id": null,
            "name": null,
            "firstName": null,
            "lastName": null,
            "email": null,
            "source": null,
            "subSource": null
          }
        }
      }
    },
    "integrations": null,
    "partner": {
      "paypalEmail": null,
      "submitted": null,
      "approved": null,
      "rejected": null,
      "contact": null
    },
    "referralCode": null,
    "questionnaire": null,
    "billing": {
      "name": null,
      "email": null,
      "address": {
        "line1": null,
        "line2": null,
        "city": null,
        "state": null,
        "country": {
          "code": null,
          "flag": null,
          "dialing": null,
          "name": null,
          "aliass": null,
          "continent": null,
          "supported": null,
          "alphaNumericSenderId": null,
          "taxTypes": null
        },
        "postalCode": null
      },
      "tax": {
        "type": null,
        "id": null
      }
    },
    "created": {
      "at": null
    },
    "suspended": {
      "at": null
    },
    "user": {
      "role": null,
      "segmentUnderstanding": null
    }
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.nulls",
            "specs/sakari/samples/get_account.nulls.json",
            200,
            "application/json",
            r#"{
  "success": null,
  "data": {
    "id": null,
    "apiCredentials": null,
    "name": null,
    "plan": null,
    "balance": null,
    "defaults": null,
    "promoCode": null,
    "subscription": null,
    "nextBillingDate": null,
    "trialExpiry": null,
    "questionare": null,
    "referrer": null,
    "externalName": null,
    "legalName": null,
    "info": null,
    "options": null,
    "integrations": null,
    "partner": null,
    "referralCode": null,
    "questionnaire": null,
    "billing": null,
    "created": null,
    "suspended": null,
    "user": null
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.sparse",
            "specs/sakari/samples/get_account.sparse.json",
            200,
            "application/json",
            r#"{
  "data": {}
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.unknown-words",
            "specs/sakari/samples/get_account.unknown-words.json",
            200,
            "application/json",
            r#"{
  "success": true,
  "data": {
    "id": "5b1f0c2e9d3a4f0012345678",
    "plan": {
      "id": "growth",
      "billingFrequency": "annual"
    }
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
            .get_account(&erased::argument::<String>("accountId", &arguments, 0)?)
            .await;
        erased::answer(result)
    })
}
