using System.Collections.Concurrent;

namespace Sequence.Connectors.Http.Tests;

public sealed class SecretsTests
{
    private static readonly string[] Forbidden =
    [
        "access-",
        "refresh-",
        "app-s3cret",
        "needle",
        Convert.ToBase64String("client:app-s3cret"u8),
    ];

    [Fact]
    public async Task Never_print_in_logs_or_errors()
    {
        await using var host = new TestHost();
        await host.AddGrantAsync(Duration.Zero);
        var printed = new ConcurrentBag<string>();
        host.RotateTokens();

        host.Api.AnswersInTurn(() => StubSystem.Json("{}", 401), () => StubSystem.Json("{}"));
        printed.Add((await host.SendAsync(TestHost.Write(RequestEffect.Once, "invoice?q=needle"))).ToString()!);
        host.Api.AnswersInTurn(() => StubSystem.Json("{\"secret\":\"needle\"}", 400));
        printed.Add(Record.Exception((await host.SendAsync(TestHost.Read("x?q=needle"))).EnsureSuccess)!.ToString());
        host.Api.Answers = (_, _) => throw new HttpRequestException("The connection was reset.");
        printed.Add(
            (
                await Record.ExceptionAsync(() => host.SendAsync(TestHost.Write(RequestEffect.Repeatable, "invoice?q=needle")))
            )!.ToString()
        );
        host.Api.AnswersInTurn(() => StubSystem.Json("{}", 401));
        host.Login.AnswersInTurn(() => StubSystem.Json("""{"error":"invalid_grant","error_description":"refresh-9 needle"}""", 400));
        printed.Add((await Record.ExceptionAsync(() => host.SendAsync(TestHost.Read())))!.ToString());
        printed.Add((await host.GrantAsync()).ToString());

        Assert.NotEmpty(host.Logs.Lines);
        Assert.DoesNotContain(
            host.Logs.Lines.Concat(printed),
            line => Forbidden.Any(secret => line.Contains(secret, StringComparison.Ordinal))
        );
    }
}
