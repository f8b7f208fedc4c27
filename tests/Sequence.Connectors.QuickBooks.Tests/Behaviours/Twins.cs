using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>
/// Two companies that stay alike: what the connector does to the first, node-quickbooks does to the second. After each step both are
/// looked at by node-quickbooks, by intuit-oauth and by the connector.
/// </summary>
internal sealed partial class Twins : IAsyncDisposable
{
    private readonly QuickBooksCompany[] _companies;
    private readonly ConnectorSession[] _sessions;
    private readonly Process _node;

    private Twins(QuickBooksCompany[] companies, ConnectorSession[] sessions, Process node) =>
        (_companies, _sessions, _node) = (companies, sessions, node);

    /// <summary>What was done so far, as <see cref="DeclaredVerbs"/> names it.</summary>
    public HashSet<string> Done { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the clients saw something different, each with the step after which they did.</summary>
    public List<string> Differences { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Twins> StartAsync(QuickBooksWorld world)
    {
        var twin = world.QuickBooks.AddCompany(world.Company.Profile);
        var second = await world.Connectors.OpenAsync((await world.ConnectAsync("tenant-2", twin))[0].Id, Token);
        var task = new JsonObject
        {
            ["baseUrl"] = world.QuickBooks.BaseAddress.AbsoluteUri.TrimEnd('/'),
            ["authorizeUrl"] = world.QuickBooks.AuthorizeAddress.AbsoluteUri,
            ["tokenUrl"] = world.QuickBooks.TokenAddress.AbsoluteUri,
            ["revokeUrl"] = world.QuickBooks.RevokeAddress.AbsoluteUri,
            ["clientId"] = world.QuickBooks.ClientId,
            ["clientSecret"] = world.QuickBooks.ClientSecret,
            ["companies"] = new JsonArray(Access(world.Company), Access(twin)),
        };
        var node = NodeScript.Start(["twin-quickbooks.mjs"], ("TWIN_JSON", task.ToJsonString()));
        return new([world.Company, twin], [world.Session, second], node);

        JsonObject Access(QuickBooksCompany company) =>
            new() { ["realmId"] = company.RealmId, ["refreshToken"] = world.QuickBooks.IssueTokens(company.RealmId).RefreshToken };
    }

    /// <summary>What QuickBooks' users enter in both companies.</summary>
    public string Enter(string entity, JsonObject document)
    {
        var id = _companies[0].Add(entity, (JsonObject)document.DeepClone());
        Assert.Equal(id, _companies[1].Add(entity, document));
        return id;
    }

    /// <summary>Does one thing in both companies, and compares what it concerns.</summary>
    /// <param name="intent">What the connector is asked for.</param>
    /// <param name="entity">The type of the object that it becomes, such as CreditMemo.</param>
    /// <param name="verb">What node-quickbooks is asked for: create, update, void, delete or send.</param>
    /// <param name="change">The object, or what of it changes, as somebody writes it by hand.</param>
    /// <param name="besides">Other objects that the step may change.</param>
    public async Task<WriteTarget> StepAsync<TRecord>(
        WriteIntent<TRecord> intent, string entity, string verb, JsonObject? change = null, params (string Entity, string Id)[] besides)
        where TRecord : class, IRecord
    {
        var step = DeclaredVerbs.Of(intent);
        var outcome = await _sessions[0].Records<TRecord>().WriteAsync(intent, cancellationToken: Token);
        Assert.True(outcome is WriteOutcome.Created or WriteOutcome.Updated, $"{step}: {outcome}");
        var target = outcome.Target();
        var looks = besides.Prepend((entity, target.ExternalId));
        var answer = await AskAsync(new()
        {
            ["entity"] = entity,
            ["id"] = target.ExternalId,
            ["verb"] = verb,
            ["change"] = change,
            ["looks"] = new JsonArray(
                [.. looks.Select(one => new JsonObject { ["entity"] = one.Item1, ["id"] = one.Item2 })]),
        });
        Assert.Equal(target.ExternalId, (string?)answer["id"]);
        foreach (var seen in answer["seen"]!.AsArray())
        {
            await CompareAsync(step, seen!);
        }

        Done.Add(step);
        return target with { Version = null };
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync(CancellationToken.None);
        _node.Dispose();
    }

    private async Task<JsonNode> AskAsync(JsonObject question)
    {
        await _node.StandardInput.WriteLineAsync(question.ToJsonString().AsMemory(), Token);
        await _node.StandardInput.FlushAsync(Token);
        var answer = await _node.StandardOutput.ReadLineAsync(Token);
        return answer is null
            ? throw new InvalidOperationException(await _node.StandardError.ReadToEndAsync(Token))
            : JsonNode.Parse(answer)!;
    }

    // The three clients agree on one company, and each sees the same in both.
    private async Task CompareAsync(string step, JsonNode seen)
    {
        var (entity, id) = ((string)seen["entity"]!, (string)seen["id"]!);
        var (ours, twins) = (await ReadAsync(_sessions[0], entity, id), await ReadAsync(_sessions[1], entity, id));
        var (connector, node) = (seen["connector"]!, seen["node"]!);
        var mapped = connector["fault"] is null ? Map(entity, connector.ToJsonString()) : null;
        Compare($"{step}: {entity} {id} by the connector and by node", ours?.ToString(), mapped?.ToString(), Equals(ours, mapped));
        Compare($"{step}: {entity} {id} by the connector in both", ours?.ToString(), twins?.ToString(), Equals(ours, twins));
        var (first, second) = (Plain(connector).ToJsonString(), Plain(node).ToJsonString());
        Compare($"{step}: {entity} {id} by node in both", first, second, first == second);
    }

    private void Compare(string what, string? one, string? other, bool areAlike)
    {
        if (!areAlike)
        {
            Differences.Add($"{what}:\n  {one ?? "nothing"}\n  {other ?? "nothing"}");
        }
    }

    private static async Task<IRecord?> ReadAsync(ConnectorSession session, string entity, string id) => entity switch
    {
        "Customer" => Plain(await session.Customers.FindAsync(id, Token)),
        "Invoice" => Plain(await session.Invoices.FindAsync(id, Token)),
        "CreditMemo" => Plain(await session.CreditMemos.FindAsync(id, Token)),
        "Payment" => Plain(await session.Payments.FindAsync(id, Token)),
        _ => Plain(await session.Records<Product>().FindAsync(id, Token)),
    };

    private static IRecord? Map(string entity, string json) => Plain(entity switch
    {
        "Customer" => QuickBooksEntities.Customer.Map(json),
        "Invoice" => QuickBooksEntities.Invoice.Map(json),
        "CreditMemo" => QuickBooksEntities.CreditMemo.Map(json),
        "Payment" => QuickBooksEntities.Payment.Map(json),
        _ => QuickBooksEntities.Item.Map(json),
    });

    /// <summary>A record without where it comes from, and without the mark that only the connector writes.</summary>
    private static IRecord? Plain(IRecord? record) => record switch
    {
        null => null,
        Customer customer => customer with { Source = null },
        Invoice invoice => invoice with { Source = null },
        CreditMemo memo => memo with { Source = null },
        Payment payment => payment with { Source = null, Memo = Unmarked(payment.Memo) },
        Product product => product with { Source = null },
        _ => throw new NotSupportedException(record.GetType().Name),
    };

    /// <summary>
    /// An object without what has to differ, when it was changed and mailed and the mark that only the connector writes, and
    /// without what says nothing.
    /// </summary>
    private static JsonNode Plain(JsonNode seen) => seen switch
    {
        JsonArray array => new JsonArray([.. array.Select(item => Plain(item!))]),
        JsonObject members => new JsonObject(
            members
                .Where(member => member.Key is not ("MetaData" or "DeliveryTime"))
                .Select(member => KeyValuePair.Create(member.Key, Said(member.Key, member.Value)))
                .Where(member => member.Value is not null)
                .OrderBy(member => member.Key, StringComparer.Ordinal)),
        _ => seen.DeepClone(),
    };

    private static JsonNode? Said(string name, JsonNode? value) => value switch
    {
        JsonValue when value.GetValueKind() == JsonValueKind.String =>
            (name is "PrivateNote" or "Notes" ? Unmarked((string?)value) : (string?)value) is { Length: > 0 } text ? text : null,
        null => null,
        _ => Plain(value),
    };

    private static string? Unmarked(string? note) =>
        note is not null && Mark().Replace(note, "").Trim() is { Length: > 0 } rest ? rest : null;

    [GeneratedRegex(@"( - )?Sequence .*\[[^\]]+\]")]
    private static partial Regex Mark();
}
