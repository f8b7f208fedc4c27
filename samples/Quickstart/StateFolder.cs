using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Quickstart;

/// <summary>
/// Where this program remembers what it did. A host uses its database. Files are replaced as a whole, so that a crash leaves the
/// old one or the new one.
/// </summary>
internal sealed class StateFolder : IDisposable
{
    private readonly string _path;
    private readonly FileStream _lock;

    public StateFolder(string path, bool isFresh)
    {
        _path = Directory.CreateDirectory(path).FullName;
        _lock = Lock(At("lock"));
        foreach (var file in isFresh ? Directory.GetFiles(_path, "*.json").Concat(Directory.GetFiles(_path, "*.secret")) : [])
        {
            File.Delete(file);
        }
    }

    /// <summary>The key that encrypts tokens. A host keeps its key in a vault, not beside what it protects.</summary>
    public byte[] Key()
    {
        if (ReadBytes("key.secret") is { Length: 32 } key)
        {
            return key;
        }

        Write("key.secret", RandomNumberGenerator.GetBytes(32));
        return ReadBytes("key.secret")!;
    }

    public T? Read<T>(string name, JsonTypeInfo<T> type)
        where T : class => ReadBytes(name) is { } bytes ? JsonSerializer.Deserialize(bytes, type) : null;

    public void Write<T>(string name, T value, JsonTypeInfo<T> type) => Write(name, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public byte[]? ReadBytes(string name) => File.Exists(At(name)) ? File.ReadAllBytes(At(name)) : null;

    public void Write(string name, byte[] bytes)
    {
        lock (_lock)
        {
            var temporary = At($"{name}.tmp");
            using (var file = Create(temporary))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, At(name), overwrite: true);
        }
    }

    public IEnumerable<string> Names(string pattern) => Directory.EnumerateFiles(_path, pattern).Select(path => Path.GetFileName(path)!);

    public void Delete(string name) => File.Delete(At(name));

    public void Dispose() => _lock.Dispose();

    private string At(string name) => Path.Combine(_path, name);

    // Two runs at once over one journal could send the same document twice.
    private static FileStream Lock(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new UsageException(
                $"Another run is using '{Path.GetDirectoryName(path)}'. Wait for it, or give this one a folder of its own with --state DIR."
            );
        }
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }
}
