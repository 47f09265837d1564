using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orch.ScriptedModel;

/// <summary>Writing JSON for the wire.</summary>
internal static class JsonWriting
{
    /// <summary>One line, escaped no more than JSON asks for: the CLIs show some of it as it came.</summary>
    public static string ToLine(this JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
