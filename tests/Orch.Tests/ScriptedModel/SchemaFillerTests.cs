using Orch.ScriptedModel;

namespace Orch.Tests.ScriptedModel;

public sealed class SchemaFillerTests
{
    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":["integer","null"]}}}""", """{"a":"scripted","b":1}""")]
    [InlineData("""{"type":"OBJECT","properties":{"a":{"type":"STRING","enum":["user","model"]},"b":{"type":"ARRAY"}}}""", """{"a":"user","b":[]}""")]
    [InlineData("""{"type":"number","minimum":5}""", "5")]
    [InlineData("""{"anyOf":[{"type":"boolean"},{"type":"null"}]}""", "true")]
    [InlineData("""{"const":7}""", "7")]
    [InlineData("""{}""", "{}")]
    public void The_answer_fits_the_schema(string schema, string json) =>
        Assert.Equal(json, SchemaFiller.Fill(Requests.Json(schema))!.ToJsonString());
}
