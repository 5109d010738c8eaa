"""A participant that shares no code with PCM: docs/protocol.md and jwcrypto.

Usage: foreign_participant.py GATEWAY-URL NAME
Registers NAME, opens a cooperation of the same name, and prints both outcomes as JSON.
"""
import json
import sys
import time
import urllib.request

from jwcrypto import jwk, jws

gateway, name = sys.argv[1:]
key = jwk.JWK.generate(kty="EC", crv="P-256")
public = {field: json.loads(key.export_public())[field] for field in ("kty", "crv", "x", "y")}


def call(path, body=None, kind="application/json"):
    request = urllib.request.Request(gateway + path, data=body, headers={"Content-Type": kind})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


ledger = call("/v1/ledger")
gateway_key = jwk.JWK.from_json(json.dumps(ledger["gateway"]["jwk"]))


def submit(lane, commands, **more):
    header = {
        "alg": "ES256",
        "kid": key.thumbprint(),
        "ledger": ledger["ledger"],
        "cooperation": lane,
        "sequence": 1,
        "until": int(time.time() * 1000) + 60_000,
        "seen": 0,
        **more,
    }
    signed = jws.JWS(json.dumps(commands).encode())
    signed.add_signature(key, protected=json.dumps(header))
    answer = call("/v1/submissions?wait=30000", signed.serialize(compact=True).encode(), "application/jose")
    receipt = jws.JWS()
    receipt.deserialize(answer["receipt"], gateway_key)  # raises where the signature is wrong
    assert json.loads(receipt.payload)["id"] == answer["id"]
    return answer["outcome"]


voucher = call("/v1/vouchers", json.dumps({"name": name, "tier": "HPC", "jwk": public}).encode())["voucher"]
registered = submit(
    "registry",
    [{"do": "register", "name": name, "tier": "HPC", "capabilities": [], "voucher": voucher}],
    jwk=public,
)
opened = submit(
    name, [{"do": "open", "terms": {}, "pledge": {"milliCpu": 1000, "memoryMib": 64, "gpus": 0}}]
)
print(json.dumps({"registered": registered, "opened": opened}))
