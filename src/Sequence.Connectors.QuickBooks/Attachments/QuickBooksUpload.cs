using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// The body that uploads a file and links it in one request, its content in base64:
/// https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/attachable. Pure.
/// </summary>
internal sealed class QuickBooksUpload
{
    private QuickBooksUpload(byte[] body, string boundary)
    {
        (Body, ContentType) = (body, $"multipart/form-data; boundary={boundary}");
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(body));
    }

    public ReadOnlyMemory<byte> Body { get; }

    public string ContentType { get; }

    public string Fingerprint { get; }

    public static QuickBooksUpload Of(Attachment attachment, string entity, string note)
    {
        var boundary = $"file-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(attachment.Key)).AsSpan(0, 16))}";
        var text = new StringBuilder();
        Part(
            text,
            boundary,
            "file_metadata_01",
            "attachment.json",
            "application/json; charset=UTF-8",
            "8bit",
            Metadata(attachment, entity, note)
        );
        Part(
            text,
            boundary,
            "file_content_01",
            Plain(attachment.FileName),
            attachment.ContentType,
            "base64",
            Convert.ToBase64String(attachment.Content.Span)
        );
        text.Append("--").Append(boundary).Append("--\r\n");
        return new(Encoding.UTF8.GetBytes(text.ToString()), boundary);
    }

    private static void Part(
        StringBuilder text,
        string boundary,
        string name,
        string file,
        string type,
        string encoding,
        string content
    ) =>
        text.Append("--")
            .Append(boundary)
            .Append("\r\n")
            .Append("Content-Disposition: form-data; name=\"")
            .Append(name)
            .Append("\"; filename=\"")
            .Append(file)
            .Append("\"\r\n")
            .Append("Content-Type: ")
            .Append(type)
            .Append("\r\n")
            .Append("Content-Transfer-Encoding: ")
            .Append(encoding)
            .Append("\r\n\r\n")
            .Append(content)
            .Append("\r\n");

    private static string Metadata(Attachment attachment, string entity, string note)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("AttachableRef");
        json.WriteStartObject();
        json.WriteStartObject("EntityRef");
        json.WriteString("type", entity);
        json.WriteString("value", attachment.DocumentId);
        json.WriteEndObject();
        json.WriteBoolean("IncludeOnSend", attachment.GoesWithMails);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("FileName", attachment.FileName);
        json.WriteString("ContentType"u8, attachment.ContentType);
        json.WriteString("Note", note);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // A quote or a line end would end the header.
    private static string Plain(string name) =>
        string.Concat(name.Select(letter => letter is '"' or '\r' or '\n' || letter > '~' ? '_' : letter));
}
