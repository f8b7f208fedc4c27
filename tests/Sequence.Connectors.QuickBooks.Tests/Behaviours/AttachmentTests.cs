using System.Text;
using System.Text.Json;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>The PDF of an invoice beside the invoice.</summary>
public sealed class AttachmentTests
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, 0, 255, 128, 13, 10, .. "--file-key-1--"u8];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_stands_beside_its_invoice_once()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var file = await FileAsync(world);

        var made = Assert.IsType<WriteOutcome.Created>(await AttachAsync(world, file));
        var again = Assert.IsType<WriteOutcome.Unchanged>(await AttachAsync(world, file));

        var stands = Assert.Single(world.Company.Documents("Attachable"));
        Assert.Equal((made.ExternalId, made.ExternalId), ((string?)stands["Id"], again.ExternalId));
        Assert.Equal(("INV-1 \"final\".pdf", Pdf.Length), ((string?)stands["FileName"], (int)stands["Size"]!));
        var reference = stands["AttachableRef"]![0]!;
        Assert.Equal(
            ("Invoice", file.DocumentId, true),
            (
                (string?)reference["EntityRef"]!["type"],
                (string?)reference["EntityRef"]!["value"],
                (bool)reference["IncludeOnSend"]!
            )
        );
    }

    [Theory]
    [InlineData(SimulatedFaultKind.CutAfterEffect)]
    [InlineData(SimulatedFaultKind.CutBeforeEffect)]
    [InlineData(SimulatedFaultKind.CutBody)]
    public async Task A_lost_upload_is_looked_for_and_made_once(SimulatedFaultKind kind)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var file = await FileAsync(world);
        world.QuickBooks.Faults.Next(kind, resource: "upload");
        var journal = new List<WriteAttempt>();
        var context = new WriteContext { BeforeSend = (attempt, _) => { journal.Add(attempt); return ValueTask.CompletedTask; } };

        var lost = Assert.IsType<WriteOutcome.Uncertain>(await AttachAsync(world, file, context));
        Assert.Equal(lost.Attempt.Key, Assert.Single(journal).Key);
        world.Clock.Advance(lost.ProbeAfter!.Value.ToTimeSpan());
        var settled = await AttachAsync(world, file, context with { Unsettled = [lost.Attempt] });

        Assert.IsType<WriteOutcome.Created>(settled);
        Assert.Single(world.Company.Documents("Attachable"));
    }

    [Fact]
    public async Task What_cannot_be_attached_is_refused()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var file = await FileAsync(world);

        Assert.Equal("attachment.size", Refusal(await AttachAsync(world, file with { Content = default })).Code);
        Assert.Equal(
            "attachment.unsupported",
            Refusal(await AttachAsync(world, file with { DocumentType = RecordType.Of<TaxRate>() })).Code
        );
        Assert.Equal("target.gone", Refusal(await AttachAsync(world, file with { DocumentId = "999999" })).Code);
    }

    [Fact]
    public void What_is_said_of_a_file_is_as_Intuits_schemas_say()
    {
        var schemas = QuickBooksXsd.Load();
        var body = Encoding.UTF8.GetString(QuickBooksUpload.Of(File("130"), "Invoice", "Sequence file [key-1]").Body.Span);

        using var metadata = JsonDocument.Parse(body.Split("\r\n\r\n")[1].Split("\r\n--")[0]);

        Assert.Empty(schemas.Check("Attachable", metadata.RootElement));
    }

    private static async Task<Attachment> FileAsync(QuickBooksWorld world) =>
        File((await world.WriteAsync(Published.Invoice(), "1")).Target().ExternalId);

    private static Attachment File(string invoice) =>
        new()
        {
            Key = "key-1",
            DocumentType = RecordType.Of<Invoice>(),
            DocumentId = invoice,
            FileName = "INV-1 \"final\".pdf",
            Content = Pdf,
            GoesWithMails = true,
        };

    private static Task<WriteOutcome> AttachAsync(QuickBooksWorld world, Attachment file, WriteContext? context = null) =>
        world.Session.Find<IAttachments>()!.AttachAsync(file, context ?? WriteContext.None, Token);

    private static Problem Refusal(WriteOutcome outcome) => Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems);
}
