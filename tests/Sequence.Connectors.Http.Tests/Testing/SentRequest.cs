namespace Sequence.Connectors.Http.Tests;

internal sealed record SentRequest(string Method, Uri Address, string Body, string? Authorization, DateTimeOffset At, string Headers)
{
    public string? Form(string member) =>
        Body.Split('&')
            .Select(pair => pair.Split('='))
            .Where(pair => pair[0] == member)
            .Select(pair => Uri.UnescapeDataString(pair[1]))
            .FirstOrDefault();
}
