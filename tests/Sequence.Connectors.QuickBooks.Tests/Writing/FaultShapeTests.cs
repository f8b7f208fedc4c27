using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Answers in other shapes and words than those of the documentation.</summary>
public sealed partial class FaultShapeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SimulatedFaultKind.BadGateway)]
    [InlineData(SimulatedFaultKind.Unavailable)]
    [Trait("Trap", "quickbooks-3")]
    public async Task A_page_of_HTML_from_the_gateway_is_waited_out_when_reading(SimulatedFaultKind kind)
    {
        await using var world = await FaultWorld.StartAsync();
        world.QuickBooks.Faults.Add(new() { Kind = kind });

        Assert.NotNull(await world.Session.Customers.FindAsync("1", Token));
    }

    [Theory]
    [InlineData(SimulatedFaultKind.BadGateway)]
    [InlineData(SimulatedFaultKind.Unavailable)]
    [Trait("Trap", "quickbooks-3")]
    public async Task A_page_of_HTML_that_stays_is_an_outage_and_not_shown_to_anybody(SimulatedFaultKind kind)
    {
        await using var world = await FaultWorld.StartAsync();
        world.QuickBooks.Faults.Add(new() { Kind = kind, Times = int.MaxValue });

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => world.Session.Customers.FindAsync("1", Token));

        Assert.Equal((ConnectorErrorKind.Unavailable, true), (refused.Kind, refused.IsTransient));
        Assert.DoesNotContain("<", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SimulatedFaultKind.BadGateway)]
    [InlineData(SimulatedFaultKind.TimeoutAfterEffect)]
    [Trait("Trap", "quickbooks-3")]
    public async Task A_page_of_HTML_in_answer_to_a_write_leaves_one_invoice(SimulatedFaultKind kind)
    {
        await using var world = await FaultWorld.StartAsync();
        world.QuickBooks.Faults.Add(new() { Kind = kind, Times = 4, Resource = "batch" });

        var known = await world.WriteUntilKnownAsync([world.Intent(1)]);

        world.AssertStandsOnce(world.Intent(1), known[world.Intent(1).Key]);
    }

    [Fact]
    [Trait("Trap", "quickbooks-3")]
    public async Task A_taken_number_is_known_in_the_words_of_a_French_company()
    {
        var network = new Network();
        await using var world = await FaultWorld.StartAsync(network: network);
        var taken = (string)world.Company.Invoices.First()["DocNumber"]!;
        var theirs = (string)world.Company.Invoices.First()["Id"]!;
        var intent = world.Intent(1) with { Record = world.Intent(1).Record with { Number = taken } };
        network.AnswerNextBatch(InFrench);

        var rejected = Assert.IsType<WriteOutcome.Rejected>(Assert.Single(await world.WriteAsync([intent])));

        var problem = Assert.Single(rejected.Problems);
        Assert.Equal("number.taken", problem.Code);
        Assert.Contains($"txnId%3D{theirs}", problem.Link!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Trap", "quickbooks-3")]
    public async Task A_stale_version_is_known_in_the_words_of_a_French_company()
    {
        var network = new Network();
        await using var world = await FaultWorld.StartAsync(network: network);
        var made = Assert.IsType<WriteOutcome.Created>(Assert.Single(await world.WriteAsync([world.Intent(1)])));
        world.Company.EditInvoice(made.ExternalId, new JsonObject { ["CustomerMemo"] = new JsonObject { ["value"] = "à la main" } });
        var update = world.Intent(1, price: 20m) with
        {
            Key = "update",
            Target = new() { ExternalId = made.ExternalId, Version = made.Version, Parts = made.Parts },
        };
        network.AnswerNextBatch(InFrench);

        var rejected = Assert.IsType<WriteOutcome.Rejected>(Assert.Single(await world.WriteAsync([update])));

        Assert.Equal("version.stale", Assert.Single(rejected.Problems).Code);
    }

    // QuickBooks speaks the company's language; only the codes, and the names of members within a detail, are the same in all.
    private static string InFrench(string body)
    {
        var answer = JsonNode.Parse(body)!;
        var errors = answer["BatchItemResponse"]!.AsArray().SelectMany(item => item!["Fault"]?["Error"]?.AsArray() ?? []).ToList();
        Assert.NotEmpty(errors);
        foreach (var error in errors)
        {
            error!["Message"] = "Une erreur s’est produite";
            error["Detail"] = Assigned().Match((string?)error["Detail"] ?? "") is { Success: true } match
                ? $"Ce numéro est déjà utilisé. {match.Groups[1]} est attribué à {match.Groups[2]} avec {match.Groups[3]}"
                : "Vous travailliez tous deux sur cet élément.";
        }

        return answer.ToJsonString();
    }

    [GeneratedRegex(@"(DocNumber=\S+) is assigned to (TxnType=\w+) with (TxnId=\d+)")]
    private static partial Regex Assigned();
}
