using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Who wants to connect what.</summary>
internal sealed record ConnectBody(string App, string? Entity = null, string? ReturnTo = null);

/// <summary>Where a person is sent after connecting again.</summary>
internal sealed record ReconnectBody(string? ReturnTo = null);

/// <summary>Which entity an account is for; empty for a tenant that has one.</summary>
internal sealed record AssignBody(string Entity);

/// <summary>The settings as they shall be, made of the version that was read.</summary>
internal sealed record SettingsBody(long Version, IReadOnlyDictionary<string, string> Values, IReadOnlyList<FieldMapAnswer> FieldMaps);

/// <summary>A record of the system.</summary>
internal sealed record CandidateBody(string ExternalId);

/// <summary>The candidates to import; null for all that are ready.</summary>
internal sealed record CommitBody(IReadOnlyList<string>? ExternalIds = null);

/// <summary>A record of each side; an address of the system's page will do for its id.</summary>
internal sealed record LinkBody(string Type, string LocalId, string ExternalId);

/// <summary>A record of the host.</summary>
internal sealed record UnlinkBody(string Type, string LocalId);

/// <summary>A customer of the host.</summary>
internal sealed record BackfillBody(string CustomerId);

/// <summary>The problems to try again: some by their ids, or all that a filter finds.</summary>
internal sealed record RetryBody(IReadOnlyList<Guid>? Ids = null, string? Connection = null, FixedBy? FixedBy = null);

/// <summary>What someone found in the system: the record's id, or that it is not there.</summary>
internal sealed record ResolveBody(string? ExternalId = null, bool IsAbsent = false);

/// <summary>What people call a key for machines, and how many days it is good; null for until it is revoked.</summary>
internal sealed record KeyBody(string Name, int? Days = null);

/// <summary>How many hours a key stays good that another takes the place of.</summary>
internal sealed record RotateBody(int OverlapHours = 24);
