namespace Sequence.Connectors.Sync;

/// <summary>How many of a customer's records of one type a backfill is about.</summary>
/// <param name="RecordType">The type of record.</param>
/// <param name="Sent">Those that are sent: they are not in the system and not on their way.</param>
/// <param name="Known">Those that are linked, or on their way.</param>
/// <param name="LeftOut">Those that never leave the host, such as drafts, or have no effect any more, such as voided documents.</param>
public sealed record BackfillCount(RecordType RecordType, int Sent, int Known, int LeftOut);
