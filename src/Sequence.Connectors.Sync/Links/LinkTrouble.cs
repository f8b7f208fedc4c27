namespace Sequence.Connectors.Sync;

/// <summary>Why two records are not linked, in words.</summary>
internal static class LinkTrouble
{
    public static Problem RemoteMissing(RecordType type, string externalId, string system) => new()
    {
        Code = "link.remote.missing",
        Path = "",
        Message = $"{system} shows no {type.Name} with the id '{externalId}'.",
        Fix = $"Open the record in {system} and copy its id or its address.",
    };

    public static Problem RemoteMerged(RemoteLook look, RecordType type, string system) => new()
    {
        Code = "link.remote.merged",
        Path = "",
        Message = $"{type.Name} '{look.ExternalId}' was merged into '{look.MergedInto}' in {system}.",
        Fix = $"Link '{look.MergedInto}'.",
    };

    public static Problem LocalUnknown(LocalRecord record) => new()
    {
        Code = "link.local.missing",
        Path = "",
        Message = $"The host has no {record.Type.Name} with the id '{record.LocalId}' for this connection.",
        Fix = "Give the id of a record that the host has.",
    };

    public static Problem LocalTaken(Link standing, string externalId, string system) =>
        new()
        {
            Code = "link.local.taken",
            Path = "",
            Message =
                $"{standing.RecordType.Name} '{standing.LocalId}' is linked to '{standing.ExternalId}'{InVariant(standing)} in {system} already, "
                + $"so it cannot be linked to '{externalId}' as well.",
            Fix = "Unlink it first, or link another record.",
            Link = standing.Address,
        };

    public static Problem RemoteTaken(Link standing, LocalRecord record, string system) => new()
    {
        Code = "link.remote.taken",
        Path = "",
        Message = $"{standing.RecordType.Name} '{standing.ExternalId}' in {system} is linked to '{standing.LocalId}' already, "
            + $"so it cannot be linked to '{record.LocalId}' as well.",
        Fix = $"Unlink '{standing.LocalId}' first, or merge the two in the host.",
        Link = standing.Address,
    };

    public static Problem OnItsWay(LocalRecord record, string system) => new()
    {
        Code = "link.pending",
        Path = "",
        Message = $"{record.Type.Name} '{record.LocalId}' is on its way to {system}; what becomes of it is not known yet.",
        Fix = "Try again when it is settled; where that takes long, resolve its entry.",
    };

    public static Problem NotLinked(LocalRecord record) => new()
    {
        Code = "link.missing",
        Path = "",
        Message = $"{record.Type.Name} '{record.LocalId}' is not linked over this connection.",
    };

    public static Problem ReactionFailed(LocalRecord record) =>
        new()
        {
            Code = "link.reaction.failed",
            Path = "",
            Message =
                $"{record.Type.Name} '{record.LocalId}' is not linked: the host could not take in how the record stands in the system. "
                + "Its log says why.",
            Fix = "Mend the host's reaction, then link again.",
        };

    private static string InVariant(Link link) => link.Variant.Length == 0 ? "" : $" ({link.Variant})";
}
