using System.Buffers;
using System.ComponentModel;
using System.Text.Json;

namespace Sequence.Connectors.Http;

/// <summary>
/// For packages of connectors: makes the JSON of many records, one after the other, in as few arrays as can be. What was made
/// stays as it is: nothing is used again. For one thread.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class BodyBuffer : IBufferWriter<byte>, IDisposable
{
    private const int UsualBody = 1536;
    private const int Margin = 512;
    private const int LargestShared = 64 * 1024;

    private readonly int _capacity;
    private byte[] _array = [];
    private int _start;
    private int _end;

    /// <summary>A buffer for so many bytes; more fit as well.</summary>
    public BodyBuffer(int capacity)
    {
        _capacity = capacity;
        Json = new(this);
    }

    /// <summary>A buffer for about so many records.</summary>
    public static BodyBuffer For(int records) =>
        new((int)Math.Clamp((records * (long)UsualBody) + Margin, UsualBody + Margin, LargestShared));

    /// <summary>Writes the body that is being made.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Ends the body that was written, and begins the next.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        Json.Flush();
        Json.Reset();
        var body = _array.AsMemory(_start.._end);
        _start = _end;
        return body;
    }

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return _array.AsMemory(_end);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc />
    public void Advance(int count) => _end += count;

    /// <inheritdoc />
    public void Dispose() => Json.Dispose();

    // Bodies that are done stay where they are; only the one that is begun moves on.
    private void MakeRoom(int bytes)
    {
        if (_array.Length - _end >= bytes)
        {
            return;
        }

        var begun = _array.AsSpan(_start.._end);
        var length = Math.Max(_array.Length == 0 ? _capacity : Math.Min(_array.Length * 2, LargestShared), (begun.Length + bytes) * 2);
        var next = GC.AllocateUninitializedArray<byte>(length);
        begun.CopyTo(next);
        (_array, _start, _end) = (next, 0, begun.Length);
    }
}
