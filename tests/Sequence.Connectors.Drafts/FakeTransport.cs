namespace Sequence.Connectors.Drafts;

/// <summary>Stands for HTTP: gives the answers that a test queued, and remembers what was asked.</summary>
internal sealed class FakeTransport
{
    private readonly Queue<Func<Answer>> _answers = [];

    public List<Sent> Requests { get; } = [];

    public FakeTransport Answers(int status, string body)
    {
        _answers.Enqueue(() => new Answer(status, body));
        return this;
    }

    /// <summary>The request leaves, and no answer comes.</summary>
    public FakeTransport Loses()
    {
        _answers.Enqueue(() => throw new TimeoutException("No answer came."));
        return this;
    }

    public Task<Answer> SendAsync(string method, string path, string? body = null, string? key = null)
    {
        Requests.Add(new Sent(method, path, body, key));
        return _answers.TryDequeue(out var answer)
            ? Task.FromResult(answer())
            : throw new InvalidOperationException($"The test queued no answer for {method} {path}.");
    }
}
