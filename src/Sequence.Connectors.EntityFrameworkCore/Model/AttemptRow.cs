namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>An <see cref="OpenAttempt"/> as a row, by the key of its request.</summary>
internal sealed class AttemptRow
{
    public required string Key { get; init; }

    public required string ConnectionId { get; init; }

    public required RecordType RecordType { get; init; }

    public required ValueList<string> Members { get; init; }

    public required string Fingerprint { get; init; }

    public required Instant StartedAt { get; init; }

    public required Instant? RepeatedAt { get; init; }

    public static AttemptRow Of(OpenAttempt open) => new()
    {
        Key = open.Attempt.Key,
        ConnectionId = open.ConnectionId,
        RecordType = open.RecordType,
        Members = open.Attempt.Members,
        Fingerprint = open.Attempt.Fingerprint,
        StartedAt = open.Attempt.StartedAt,
        RepeatedAt = open.Attempt.RepeatedAt,
    };

    public OpenAttempt ToAttempt() =>
        new()
        {
            ConnectionId = ConnectionId,
            RecordType = RecordType,
            Attempt = new WriteAttempt
            {
                Key = Key,
                Members = Members,
                Fingerprint = Fingerprint,
                StartedAt = StartedAt,
                RepeatedAt = RepeatedAt,
            },
        };
}
