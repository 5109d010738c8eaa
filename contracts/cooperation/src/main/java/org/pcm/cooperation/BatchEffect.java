package org.pcm.cooperation;

import org.pcm.cooperation.event.EventBatch;
import org.pcm.cooperation.submission.BatchResult;

/**
 * What a batch did, besides the pages it wrote.
 *
 * @param result the transaction's response
 * @param events the transaction's chaincode event
 */
public record BatchEffect(BatchResult result, EventBatch events) {}
