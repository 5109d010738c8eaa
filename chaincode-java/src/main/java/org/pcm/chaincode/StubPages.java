package org.pcm.chaincode;

import org.hyperledger.fabric.shim.ChaincodeStub;
import org.jspecify.annotations.Nullable;
import org.pcm.cooperation.page.Pages;

/** The ledger's state through the shim; each call is a round trip to the peer. */
record StubPages(ChaincodeStub stub) implements Pages {
    @Override
    public byte @Nullable [] get(String key) {
        byte[] bytes = stub.getState(key);
        return bytes == null || bytes.length == 0 ? null : bytes;
    }

    @Override
    public void put(String key, byte[] bytes) {
        stub.putState(key, bytes);
    }

    @Override
    public void delete(String key) {
        stub.delState(key);
    }
}
