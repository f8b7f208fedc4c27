using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Http;
using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>
/// Whatever Xero's own specifications and recordings hold is read, and so is whatever Xero may add to it: unknown words and members
/// never throw.
/// </summary>
public sealed class PublishedBodiesTests
{
    private const string Bare = "one object by itself";
    private const string NoJson = "no JSON";

    // By the lists that a body holds: what the connector has no business with, and never asks for.
    private static readonly Dictionary<string, string> NotRead = new()
    {
        ["Attachments"] = "files of documents",
        ["BankTransactions"] = "bookkeeping",
        ["BankTransfers"] = "bookkeeping",
        ["BrandingThemes"] = "looks of documents",
        ["Budgets"] = "bookkeeping",
        ["CISSetting"] = "taxes of suppliers",
        ["CISSettings"] = "taxes of suppliers",
        ["ContactGroups"] = "groups of contacts",
        ["ExpenseClaims"] = "costs",
        ["HistoryRecords"] = "the audit trail",
        ["Invoice"] = "a deleted allocation: the status says it all, and the specification is wrong about the body",
        ["InvoiceReminders"] = "settings of mails",
        ["Journals"] = "bookkeeping",
        ["LineItems"] = "a request for a repeating invoice",
        ["LinkedTransactions"] = "billable costs",
        ["ManualJournals"] = "bookkeeping",
        ["Options"] = "the making of tracking options",
        ["Overpayments"] = "money without an invoice",
        ["PaymentServices"] = "settings of online payments",
        ["Prepayments"] = "money without an invoice",
        ["PurchaseOrders"] = "costs",
        ["Quotes"] = "offers",
        ["Receipts"] = "costs",
        ["RepeatingInvoices"] = "Xero's own billing schedules",
        ["Reports"] = "bookkeeping",
        ["Users"] = "people of the organisation",
        [Bare] = "requests for one object; the connector asks for lists",
        [NoJson] = "files and pages of documentation",
    };

    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 128 };

    [Fact]
    public async Task Every_recorded_answer_and_every_example_of_the_specifications_is_read_or_named()
    {
        var (read, unread, unreadable) = (0, new HashSet<string>(), new HashSet<string>());
        foreach (var body in PublishedBody.Recorded().Concat(PublishedBody.Examples()))
        {
            if (await ReadAsync(body.Bytes) is not { } reading)
            {
                unread.Add(KindOf(body.Bytes));
                continue;
            }

            Assert.True(reading.Objects > 0 || IsEmptyList(body.Bytes), $"Nothing was read of {body.Name}.");
            read++;
            unreadable.UnionWith(reading.Unreadable > 0 ? [body.Name] : []);
        }

        Assert.InRange(read, 95, 200);
        Assert.Equal(NotRead.Keys.Order(StringComparer.Ordinal), unread.Order(StringComparer.Ordinal));
        Assert.Subset(XeroSpecificationErrata.BrokenExamples.ToHashSet(), unreadable);
    }

    [Fact]
    public void Every_reader_has_a_published_body()
    {
        var lists = PublishedBody.Recorded().Concat(PublishedBody.Examples()).SelectMany(body => MembersOf(body.Bytes)).ToHashSet();

        Assert.Subset(lists, BodyReader.Members.ToHashSet());
    }

    [Fact]
    [Trait("Trap", "9 Closed enums / strict deserialisation: a new Class or ReportTaxType kills the whole list")]
    public void Members_that_are_new_everywhere_change_nothing()
    {
        foreach (var (name, original) in Read())
        {
            var changed = Mutated(original, BodyMutation.AddMembers);

            var (before, after) = (BodyReader.Read(BytesOf(original))!, BodyReader.Read(BytesOf(changed))!);

            Assert.Equal((name, before.Objects, before.Unreadable), (name, after.Objects, after.Unreadable));
            Assert.Equal(before.Records, after.Records);
        }
    }

    [Fact]
    [Trait("Trap", "9 Closed enums / strict deserialisation: a new Class or ReportTaxType kills the whole list")]
    public void Words_that_are_new_cost_no_object_of_a_list() => EachMember(
        (node, member) => BodyMutation.Replace(
            node, member, static value => value.GetValueKind() == JsonValueKind.String, "A WORD OF 2031"),
        (before, after) => after.Objects == before.Objects && after.Unreadable == before.Unreadable);

    [Fact]
    public void Values_that_are_not_there_cost_no_object_of_a_list() => EachMember(
        (node, member) => BodyMutation.Replace(node, member, static value => value is JsonValue, null),
        (before, after) => after.Objects == before.Objects && after.Unreadable <= before.Unreadable);

    [Fact]
    public void Values_of_another_type_cost_their_own_object_at_most() => EachMember(
        (node, member) => BodyMutation.Replace(node, member, static value => value is JsonValue, new JsonObject { ["was"] = 1 }),
        (before, after) => after.Objects == before.Objects);

    [Fact]
    public async Task The_recorded_tokens_are_taken_with_their_scopes_and_their_end()
    {
        var recorded = PublishedBody.Recorded().Single(body => body.Name.Contains("refresh_token", StringComparison.Ordinal));

        var token = await TokenAsync(recorded.Bytes);

        Assert.Equal((Duration.FromMinutes(30), true), (token.ExpiresIn, token.RefreshToken is not null));
        Assert.Contains("accounting.transactions", token.Scopes);
        Assert.Null(token.Owner);
        Assert.Equal(Duration.FromDays(60), token.RefreshTokenExpiresIn);
    }

    [Fact]
    public void The_recorded_organisation_and_its_connection_are_known()
    {
        var recorded = PublishedBody.Recorded().ToList();
        var organisation = recorded.Single(body => body.Name.Contains("test_get_organisations", StringComparison.Ordinal)).Bytes;
        var details = XeroPage.Read(organisation, "Organisations", XeroOrganisationDetails.Shape).Single().Wire!.Value;
        var facts = XeroOrganisationFacts.From(details);
        var tenants = XeroTenant.Read(
            recorded.Single(body => body.Name.Contains("test_get_connections", StringComparison.Ordinal)).Bytes);

        Assert.Equal(
            ("NZ", "NZD", "NEWZEALANDSTANDARDTIME", new LocalDate(2009, 9, 30), "!1lqVQ"),
            (facts.Country?.Value, facts.BaseCurrency?.Value, facts.TimeZone, facts.LockedUntil, facts.ShortCode));
        Assert.Equal(new("f4a87932-0878-4884-abcf-73191dd810ba", "a46fcb6f-2773-40c4-a119-8aa08bca1e8e", null), Assert.Single(tenants));
    }

    private static async Task<BodyReading?> ReadAsync(byte[] body) =>
        MembersOf(body).Contains("access_token") ? BodyReading.Of([(await TokenAsync(body)).ToString()]) : BodyReader.Read(body);

    /// <summary>Mutates the values of one member of a body after another, and judges what is read of it.</summary>
    private static void EachMember(Func<JsonNode, string, bool> mutate, Func<BodyReading, BodyReading, bool> isRight)
    {
        var mutations = 0;
        foreach (var (name, original) in Read())
        {
            var before = BodyReader.Read(BytesOf(original))!;
            foreach (var member in BodyMutation.MembersIn(original))
            {
                var node = original.DeepClone();
                if (mutate(node, member))
                {
                    var after = BodyReader.Read(BytesOf(node));

                    // A connection without ids, or to something else than an organisation, is none.
                    Assert.True(after is null ? node is JsonArray : isRight(before, after), $"{member} of {name}: {before} became {after}.");
                    mutations++;
                }
            }
        }

        Assert.InRange(mutations, 500, 100_000);
    }

    private static IEnumerable<(string Name, JsonNode Body)> Read() =>
        PublishedBody.Recorded().Concat(PublishedBody.Examples())
            .Where(body => BodyReader.Read(body.Bytes) is not null)
            .Select(body => (body.Name, JsonNode.Parse(body.Bytes)!));

    private static JsonNode Mutated(JsonNode original, Action<JsonNode> mutate)
    {
        var copy = original.DeepClone();
        mutate(copy);
        return copy;
    }

    private static byte[] BytesOf(JsonNode node) => System.Text.Encoding.UTF8.GetBytes(node.ToJsonString(Deep));

    private static string KindOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.EnumerateObject().FirstOrDefault(member => member.Value.ValueKind == JsonValueKind.Array) is
            { Value.ValueKind: JsonValueKind.Array } list
                    ? char.ToUpperInvariant(list.Name[0]) + list.Name[1..]
                    : Bare;
        }
        catch (JsonException)
        {
            return NoJson;
        }
    }

    private static bool IsEmptyList(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.EnumerateObject()
            .Any(member => member.Value is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0);
    }

    private static HashSet<string> MembersOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Select(member => member.Name)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>A body as an answer of Xero's token address.</summary>
    private static async Task<OAuthToken> TokenAsync(byte[] body)
    {
        await using var services = new ServiceCollection()
            .AddSequenceConnectors(connectors => connectors
                .AddXero(xero => { })
                .ConfigureOAuthClient("xero", http => http.ConfigurePrimaryHttpMessageHandler(() => new Answering(body))))
            .BuildServiceProvider();
        return await services.GetRequiredService<OAuthClient>().RefreshAsync(
            XeroAuthorization.Profile,
            new OAuthApp { ClientId = "client", ClientSecret = "secret" },
            new Secret("spent"),
            TestContext.Current.CancellationToken
        );
    }

    private sealed class Answering(byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) });
    }
}
