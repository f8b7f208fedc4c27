using System.Text;

namespace Sequence.Connectors.EntityFrameworkCore.Sqlite.Tests;

public sealed class ApiKeyFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_file_holds_no_token_and_the_token_still_opens()
    {
        await using var file = new SqliteFile();
        var keys = await file.OpenAsync<ApiKeys>();

        var issued = await keys.IssueAsync("tenant-1", "org", cancellationToken: Token);

        var (verdict, key) = await keys.CheckAsync(issued.Token.Reveal(), Token);
        Assert.Equal((ApiKeyVerdict.Good, issued.Key), (verdict, key));
        var secret = issued.Token.Reveal().Split('_', 3)[2];
        var texts = file.Contents().Select(Encoding.Latin1.GetString).ToList();
        Assert.Contains(texts, text => text.Contains(issued.Key.Hash, StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains(secret, StringComparison.Ordinal));
    }
}
