package org.pcm.gateway.information.port;

/** Asks the contract why tasks lie where they do (B5). */
@FunctionalInterface
public interface Explanations {
    /** The contract's answer as JSON, by one peer's state; empty where there is nothing to tell. */
    byte[] explain(String cooperation, long job, long task) throws LedgerUnreachable;
}
