package org.pcm.participant.resource.process;

/** Processes that nothing keeps apart. */
class UnsandboxedProcessTest extends ProcessAdapterContract {

    @Override
    Sandbox sandbox() {
        return new Sandbox.None();
    }
}
