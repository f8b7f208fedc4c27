using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>What every draft needs and a real connector gets from its HTTP layer.</summary>
internal static class Drafting
{
    public static ConnectionContext Context { get; } =
        new()
        {
            Clock = TimeProvider.System,
            Connection = new Connection
            {
                Id = "c1",
                Tenant = "t1",
                Connector = "draft",
                App = "production",
                Environment = ConnectorEnvironment.Production,
                GrantId = "g1",
                AccountId = "a1",
            },
        };

    public static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static Instant Now(this TimeProvider clock) => Instant.FromDateTimeOffset(clock.GetUtcNow());

    /// <summary>The envelope of a request: written down, then sent.</summary>
    public static WriteAttempt Attempt<TRecord>(IEnumerable<WriteIntent<TRecord>> intents, string body, TimeProvider clock)
        where TRecord : class, IRecord
    {
        var members = intents.Select(intent => intent.Key).ToValueList();
        return new WriteAttempt
        {
            Key = Hash(string.Join('|', (IEnumerable<string>)members) + body)[..32],
            Members = members,
            Fingerprint = Hash(body),
            StartedAt = clock.Now(),
        };
    }

    public static ValueTask Journal(this WriteContext context, WriteAttempt attempt, CancellationToken cancellationToken) =>
        context.BeforeSend?.Invoke(attempt, cancellationToken) ?? default;

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static WriteOutcome.Rejected Reject(string key, string code, string path, string message) =>
        new() { IntentKey = key, Problems = [new Problem { Code = code, Path = path, Message = message }] };

    public static WriteOutcome.Uncertain Lost(string key, WriteAttempt attempt, Duration? probeAfter = null) =>
        new() { IntentKey = key, Attempt = attempt, Reason = "The request left and no answer came.", ProbeAfter = probeAfter };

    public static WriteOutcome.NotAttempted Absent(string key) =>
        new() { IntentKey = key, Kind = null, Reason = "The system was asked and holds nothing of the attempt." };

    public static async Task<List<WriteOutcome>> ToListAsync(this IAsyncEnumerable<WriteOutcome> outcomes)
    {
        var list = new List<WriteOutcome>();
        await foreach (var outcome in outcomes)
        {
            list.Add(outcome);
        }

        return list;
    }
}
