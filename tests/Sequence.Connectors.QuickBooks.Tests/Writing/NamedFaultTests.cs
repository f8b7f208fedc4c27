using System.Diagnostics;
using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>What each refusal of QuickBooks leads to.</summary>
public sealed class NamedFaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SimulatedFaultKind.TooManyRequests, null, 120)]
    [InlineData(SimulatedFaultKind.TooManyRequestsXml, null, 120)]
    [InlineData(SimulatedFaultKind.Forbidden, null, 120)]
    [InlineData(SimulatedFaultKind.TooManyRequestsXml, 90, 180)]
    [Trait("Trap", "quickbooks-3")]
    public async Task Throttling_waits_and_succeeds_in_no_real_time(SimulatedFaultKind kind, int? retryAfter, int seconds)
    {
        await using var world = await FaultWorld.StartAsync();
        world.QuickBooks.Faults.Add(new() { Kind = kind, Times = 2, Resource = "batch", RetryAfterSeconds = retryAfter });
        var (start, watch) = (world.Clock.GetUtcNow(), Stopwatch.StartNew());

        var outcomes = await world.WriteAsync(world.Intents(2));

        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
        Assert.InRange((world.Clock.GetUtcNow() - start).TotalSeconds, seconds, seconds + 30);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    [Trait("Trap", "quickbooks-3")]
    public async Task An_expired_token_between_two_batches_is_renewed_once()
    {
        await using var world = await FaultWorld.StartAsync();
        world.QuickBooks.Faults.Add(
            new()
            {
                Kind = SimulatedFaultKind.Unauthorized,
                Resource = "batch",
                When = request => request.Body.Contains("F-31", StringComparison.Ordinal),
            }
        );
        var before = world.QuickBooks.RefreshesAccepted;

        var outcomes = await world.WriteAsync(world.Intents(45));

        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
        Assert.Equal((before + 1, 0), (world.QuickBooks.RefreshesAccepted, world.QuickBooks.RefreshesRefused));
        Assert.Equal(2, world.Attempts.Count);
    }

    [Fact]
    [Trait("Trap", "quickbooks-7")]
    public async Task A_write_that_insists_on_no_version_follows_a_change_that_overtakes_it()
    {
        await using var world = await FaultWorld.StartAsync();
        var (update, created) = await CreateAndUpdateAsync(world);
        var isChanged = false;
        world.QuickBooks.Faults.Add(
            new()
            {
                Kind = SimulatedFaultKind.ServerError,
                Resource = "batch",
                When = _ =>
                {
                    if (!isChanged)
                    {
                        isChanged = true;
                        world.Company.EditInvoice(
                            created.ExternalId,
                            new JsonObject { ["CustomerMemo"] = new JsonObject { ["value"] = "by hand" } }
                        );
                    }

                    return false;
                },
            });

        var outcome = Assert.Single(await world.WriteAsync([update with { Target = update.Target! with { Version = null } }]));

        Assert.True(isChanged);
        Assert.Equal(created.ExternalId, Assert.IsType<WriteOutcome.Updated>(outcome).ExternalId);
        Assert.Equal(60m, world.Company.Invoices.Find(created.ExternalId)!["TotalAmt"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task A_write_that_insists_on_a_version_never_writes_over_a_change()
    {
        await using var world = await FaultWorld.StartAsync();
        var (update, created) = await CreateAndUpdateAsync(world);
        world.Company.EditInvoice(created.ExternalId, new JsonObject { ["CustomerMemo"] = new JsonObject { ["value"] = "by hand" } });

        var rejected = Assert.IsType<WriteOutcome.Rejected>(Assert.Single(await world.WriteAsync([update])));

        Assert.Equal("version.stale", Assert.Single(rejected.Problems).Code);
        Assert.Equal(30m, world.Company.Invoices.Find(created.ExternalId)!["TotalAmt"]!.GetValue<decimal>());
    }

    [Fact]
    [Trait("Trap", "quickbooks-5")]
    public async Task A_number_that_our_own_invoice_has_leads_back_to_it()
    {
        await using var world = await FaultWorld.StartAsync();
        var first = world.Intents(5);
        var made = await world.WriteAsync(first);
        world.Clock.Advance(TimeSpan.FromDays(2));
        await world.Session.PreflightAsync(TestContext.Current.CancellationToken);
        var before = world.QuickBooks.Usage.Requests.GetValueOrDefault("query");

        var again = await world.WriteAsync(world.Intents(5, price: 20m));

        Assert.Equal(
            made.Select(outcome => ((WriteOutcome.Created)outcome).ExternalId),
            again.Select(outcome => ((WriteOutcome.Created)outcome).ExternalId)
        );
        Assert.All(world.Intents(5, price: 20m).Zip(again), pair => world.AssertStandsOnce(pair.First, pair.Second));
        Assert.Equal(1, world.QuickBooks.Usage.Requests["query"] - before);
    }

    [Theory]
    [InlineData(null, "10", false)]
    [InlineData(true, "10", false)]
    [InlineData(false, "11", false)]
    [InlineData(false, "10", true)]
    public async Task A_number_that_another_invoice_has_is_taken_unless_it_fits_and_is_free(bool? isLinked, string price, bool isAdopted)
    {
        await using var world = await FaultWorld.StartAsync();
        var theirs = AddInvoice(world, "F-1", decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture));
        var before = world.Company.Invoices.Count;
        var context = world.Context with { IsLinked = isLinked is { } linked ? (_, _) => ValueTask.FromResult(linked) : null };

        var outcome = Assert.Single(await world.WriteAsync([world.Intent(1)], context));

        Assert.Equal(before, world.Company.Invoices.Count);
        if (isAdopted)
        {
            var created = Assert.IsType<WriteOutcome.Created>(outcome);
            Assert.Equal((theirs, true), (created.ExternalId, created.Adopted));
            Assert.Contains(created.Notes, note => note.Kind == MappingNoteKind.Adopted && note.To == theirs);
        }
        else
        {
            var problem = Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems);
            Assert.Equal("number.taken", problem.Code);
            Assert.Contains(theirs, problem.Link!.AbsoluteUri, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Trap", "quickbooks-11")]
    public async Task A_name_that_a_vendor_or_an_inactive_customer_has_is_taken(bool isVendor)
    {
        await using var world = await FaultWorld.StartAsync();
        var name = isVendor ? (string)world.Company.Documents("Vendor").First()["DisplayName"]! : "O'Dormant & Sons";
        var dormant = isVendor ? null : world.Company.AddCustomer(name);
        if (dormant is not null)
        {
            world.Company.DeactivateCustomer(dormant);
        }

        var outcome = await world.Session.Customers.WriteAsync(
            new WriteIntent<Customer>
            {
                Key = "key-of-a-customer",
                Record = new() { Id = "cus-9", Name = name },
            },
            cancellationToken: Cancellation
        );

        var problem = Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems);
        Assert.Equal(("name.taken", nameof(Customer.Name)), (problem.Code, problem.Path));
        Assert.Equal(dormant is not null, problem.Message.Contains($"inactive customer {dormant}", StringComparison.Ordinal));
        Assert.Equal(dormant is not null, problem.Link is not null);
    }

    /// <summary>What was refused and is mended goes through: QuickBooks must not answer as it did before.</summary>
    [Fact]
    public async Task A_document_of_an_inactive_customer_is_refused_until_it_is_active_again()
    {
        await using var world = await FaultWorld.StartAsync();
        world.Company.DeactivateCustomer(world.CustomerId);

        var rejected = Assert.IsType<WriteOutcome.Rejected>(Assert.Single(await world.WriteAsync([world.Intent(1)])));
        world.Company.UpdateCustomer(world.CustomerId, new JsonObject { ["Active"] = true });
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = Assert.Single(await world.WriteAsync([world.Intent(1)]));

        Assert.Equal("reference.gone", Assert.Single(rejected.Problems).Code);
        world.AssertStandsOnce(world.Intent(1), again);
    }

    [Fact]
    public async Task A_document_in_closed_books_is_refused_with_the_way_out()
    {
        await using var world = await FaultWorld.StartAsync();
        await world.WriteAsync([world.Intent(1)]);
        world.Company.Change(profile => profile with { BookCloseDate = new DateOnly(2026, 3, 31) });

        var problem = Assert.Single(
            Assert.IsType<WriteOutcome.Rejected>(Assert.Single(await world.WriteAsync([world.Intent(2)]))).Problems
        );

        Assert.Equal(("books.closed", nameof(Invoice.IssueDate)), (problem.Code, problem.Path));
        Assert.Contains("Reopen", problem.Fix, StringComparison.Ordinal);
        Assert.NotNull(problem.Link);
    }

    [Theory]
    [InlineData("6190")]
    [InlineData("3100")]
    public async Task A_company_that_refuses_everything_is_told_once_and_nothing_is_attempted(string code)
    {
        await using var world = await FaultWorld.StartAsync();
        await world.WriteAsync([world.Intent(1)]);
        world.Company.AppBlocked = code == "3100";
        world.Company.Change(profile => profile with { SubscriptionEnded = code == "6190" });
        var before = world.QuickBooks.Usage.TotalRequests;

        var outcomes = await world.WriteAsync([.. world.Intents(60)[1..]]);

        Assert.All(outcomes, outcome => Assert.Equal(ConnectorErrorKind.Forbidden, Assert.IsType<WriteOutcome.NotAttempted>(outcome).Kind));
        Assert.Equal(1, world.QuickBooks.Usage.TotalRequests - before);
    }

    [Fact]
    public async Task Each_record_of_a_batch_has_its_own_outcome()
    {
        await using var world = await FaultWorld.StartAsync();
        AddInvoice(world, "F-2", 99m);
        var gone = world.Intent(3) with { References = References.To<Customer>("cus-1", "999999") };

        var outcomes = await world.WriteAsync([world.Intent(1), world.Intent(2), gone, world.Intent(4)]);

        var byKey = outcomes.ToDictionary(outcome => outcome.IntentKey);
        world.AssertStandsOnce(world.Intent(1), byKey[world.Intent(1).Key]);
        Assert.Equal("number.taken", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(byKey[world.Intent(2).Key]).Problems).Code);
        Assert.Equal("reference.gone", Assert.Single(Assert.IsType<WriteOutcome.Rejected>(byKey[gone.Key]).Problems).Code);
        world.AssertStandsOnce(world.Intent(4), byKey[world.Intent(4).Key]);
    }

    /// <summary>The batch was answered, and the look at one refused record fails: the others are told all the same.</summary>
    [Fact]
    public async Task A_lookup_that_fails_hides_no_answer()
    {
        await using var world = await FaultWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates);
        AddInvoice(world, "F-2", 99m);
        await world.Session.PreflightAsync(TestContext.Current.CancellationToken);
        world.QuickBooks.Faults.Add(new() { Kind = SimulatedFaultKind.Unavailable, Times = 4, Resource = "query" });

        var outcomes = await world.WriteAsync(world.Intents(3));

        Assert.Equal(2, outcomes.OfType<WriteOutcome.Created>().Count());
        Assert.Equal(world.Intent(2).Key, Assert.Single(outcomes.OfType<WriteOutcome.NotAttempted>()).IntentKey);
    }

    [Fact]
    public async Task An_answer_that_lacks_a_record_leaves_that_one_open()
    {
        var network = new Network();
        await using var world = await FaultWorld.StartAsync(network: network);
        network.AnswerNextBatch(body =>
        {
            var answer = JsonNode.Parse(body)!;
            answer["BatchItemResponse"]!.AsArray().RemoveAt(1);
            return answer.ToJsonString();
        });

        var outcomes = await world.WriteAsync(world.Intents(3));
        var settled = await world.WriteUntilKnownAsync([world.Intent(2)]);

        Assert.Equal(world.Intent(2).Key, Assert.Single(outcomes.OfType<WriteOutcome.Uncertain>()).IntentKey);
        world.AssertStandsOnce(world.Intent(2), settled[world.Intent(2).Key]);
    }

    [Fact]
    [Trait("Trap", "quickbooks-3")]
    public async Task A_success_that_is_no_JSON_leaves_all_open()
    {
        var network = new Network();
        await using var world = await FaultWorld.StartAsync(network: network);
        network.AnswerNextBatch(_ => "<html>Please sign in</html>");

        var outcomes = await world.WriteAsync(world.Intents(3));
        var settled = await world.WriteUntilKnownAsync(world.Intents(3));

        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Uncertain>(outcome));
        Assert.All(world.Intents(3), intent => world.AssertStandsOnce(intent, settled[intent.Key]));
    }

    /// <summary>A host that shuts down learns what the request did that had left.</summary>
    [Fact]
    public async Task A_cancelled_write_waits_for_the_answer_to_what_has_left()
    {
        var network = new Network();
        await using var world = await FaultWorld.StartAsync(network: network);
        using var stop = new CancellationTokenSource();
        network.DuringNextBatch(_ => stop.CancelAsync());

        var outcomes = await CollectAsync(world, 35, stop.Token);

        Assert.Equal(30, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
        Assert.Single(world.Attempts);
    }

    [Fact]
    public async Task A_cancelled_write_that_gets_no_answer_soon_tells_that_its_effect_is_unknown()
    {
        var network = new Network();
        await using var world = await FaultWorld.StartAsync(network: network);
        using var stop = new CancellationTokenSource();
        network.DuringNextBatch(async token =>
        {
            await stop.CancelAsync();
            world.Clock.Advance(TimeSpan.FromSeconds(15));
            await Task.Delay(Timeout.Infinite, token);
        });

        var outcomes = await CollectAsync(world, 35, stop.Token);

        Assert.Equal(30, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Uncertain>(outcome));
    }

    private static async Task<List<WriteOutcome>> CollectAsync(FaultWorld world, int count, CancellationToken stop)
    {
        var outcomes = new List<WriteOutcome>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var outcome in world.Session.Invoices.WriteAsync(world.Intents(count), world.Context, stop))
            {
                outcomes.Add(outcome);
            }
        });
        return outcomes;
    }

    private static async Task<(WriteIntent<Invoice> Update, WriteOutcome.Created Created)> CreateAndUpdateAsync(FaultWorld world)
    {
        var created = Assert.IsType<WriteOutcome.Created>(Assert.Single(await world.WriteAsync([world.Intent(1)])));
        var update = world.Intent(1, price: 20m) with
        {
            Key = IntentKey.Of(world.Session.Connection.Id, RecordType.Of<Invoice>(), "inv-1", WriteVerb.Upsert, revision: 2),
            Target = new() { ExternalId = created.ExternalId, Version = created.Version, Parts = created.Parts },
        };
        return (update, created);
    }

    private static string AddInvoice(FaultWorld world, string number, decimal price) =>
        world.Company.AddInvoice(
            new JsonObject
            {
                ["DocNumber"] = number,
                ["CustomerRef"] = new JsonObject { ["value"] = world.CustomerId },
                ["Line"] = new JsonArray(
                    new JsonObject
                    {
                        ["Amount"] = 3 * price,
                        ["DetailType"] = "SalesItemLineDetail",
                        ["SalesItemLineDetail"] = new JsonObject
                        {
                            ["ItemRef"] = new JsonObject { ["value"] = world.Session.Connection.Settings.Find("items.default") },
                        },
                    }
                ),
            }
        );

    /// <summary>The numbers of several types of transaction may be one row, and the fault says whose it is.</summary>
    [Theory]
    [InlineData("SalesReceipt", "salesreceipt")]
    [InlineData("CreditMemo", "creditmemo")]
    [InlineData("JournalEntry", null)]
    public async Task A_number_that_another_type_of_transaction_has_leads_to_that_ones_page(string type, string? page)
    {
        var network = new Network();
        await using var world = await FaultWorld.StartAsync(network: network);
        await world.WriteAsync([world.Intent(1)]);
        network.AnswerNextBatch(body => body.Replace("TxnType=Invoice", $"TxnType={type}", StringComparison.Ordinal));
        var second = world.Intent(2) with { Record = world.Intent(2).Record with { Number = "F-1" } };

        var rejected = Assert.IsType<WriteOutcome.Rejected>(Assert.Single(await world.WriteAsync([second])));

        var problem = Assert.Single(rejected.Problems);
        Assert.Equal("number.taken", problem.Code);
        Assert.Equal(page is null, problem.Link is null);
        Assert.Contains(page is null ? "" : $"{page}%3FtxnId%3D", problem.Link?.AbsoluteUri ?? "", StringComparison.Ordinal);
    }
}
