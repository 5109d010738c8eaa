'use strict';

// Assets and their owners, on Fabric's Node.js shim, as somebody who never heard of PCM would write
// it. Whatever the peer says of a request it does not like becomes the chaincode's own error.

const fs = require('fs');
const shim = require('fabric-shim');

class Assets {
  async Init() {
    return shim.success();
  }

  async Invoke(stub) {
    const { fcn, params } = stub.getFunctionAndParameters();
    if (!Assets.functions.has(fcn)) {
      return shim.error(`there is no function ${fcn}`);
    }
    try {
      return shim.success(Buffer.from(await this[fcn](stub, ...params)));
    } catch (e) {
      return shim.error(e.message);
    }
  }

  async create(stub, id, owner) {
    if ((await stub.getState(id)).length > 0) {
      throw new Error(`the asset ${id} already exists`);
    }
    await stub.putState(id, Buffer.from(JSON.stringify({ id, owner })));
    stub.setEvent('created', Buffer.from(id));
    return owner;
  }

  async owner(stub, id) {
    return JSON.parse(await this.asset(stub, id)).owner;
  }

  async transfer(stub, id, owner) {
    const asset = JSON.parse(await this.asset(stub, id));
    await stub.putState(id, Buffer.from(JSON.stringify({ ...asset, owner })));
    return asset.owner;
  }

  async remove(stub, id) {
    await this.asset(stub, id);
    await stub.deleteState(id);
    return id;
  }

  async list(stub, first, last) {
    const ids = [];
    for await (const row of stub.getStateByRange(first, last)) {
      ids.push(row.key);
    }
    return ids.join();
  }

  async page(stub, first, last, size, bookmark) {
    const { iterator, metadata } = await stub.getStateByRangeWithPagination(
      first, last, Number(size), bookmark);
    const ids = [];
    for (let row = await iterator.next(); !row.done; row = await iterator.next()) {
      ids.push(row.value.key);
    }
    return `${ids.join()} then ${metadata.bookmark}`;
  }

  async secret(stub, id) {
    return stub.getPrivateData('vault', id);
  }

  async search(stub, query) {
    await stub.getQueryResult(query);
    return 'found';
  }

  async pageAndPut(stub, id) {
    await stub.getStateByRangeWithPagination('', '', 1, '');
    await stub.putState(id, Buffer.from('x'));
    return id;
  }

  async call(stub, chaincode) {
    const { message } = await stub.invokeChaincode(chaincode, ['x'], '');
    return message;
  }

  // Another word in each process, as of a chaincode that is not deterministic.
  async whim(stub, id) {
    await stub.putState(id, Buffer.from(process.env.WHIM || ''));
    return 'done';
  }

  async asset(stub, id) {
    const asset = await stub.getState(id);
    if (asset.length === 0) {
      throw new Error(`the asset ${id} does not exist`);
    }
    return asset.toString();
  }
}

Assets.functions = new Set([
  'create', 'owner', 'transfer', 'remove', 'list', 'page', 'secret', 'search', 'pageAndPut', 'call',
  'whim'
]);

function tls() {
  const { TLS_KEY, TLS_CERT, TLS_CLIENT_CA } = process.env;
  return TLS_KEY
    ? {
      key: fs.readFileSync(TLS_KEY),
      cert: fs.readFileSync(TLS_CERT),
      clientCACerts: fs.readFileSync(TLS_CLIENT_CA)
    }
    : undefined;
}

shim
  .server(new Assets(), {
    ccid: process.env.CORE_CHAINCODE_ID_NAME,
    address: process.env.CHAINCODE_SERVER_ADDRESS,
    tlsProps: tls()
  })
  .start();
