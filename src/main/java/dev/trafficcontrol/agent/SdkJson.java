package dev.trafficcontrol.agent;

import com.anthropic.core.JsonField;
import com.anthropic.core.JsonMissing;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;

/// The SDK's JSON as the SDK's own mapper has it, without Jackson's module for Kotlin: that looks
/// through each class by Kotlin's reflection, which is a third of what an agent's start costs.
///
/// The SDK's classes say by annotations how they are made, so that the module is needed for one
/// thing only: it puts "missing" where a field is. Here that is done by what reads the field.
final class SdkJson {

  private SdkJson() {}

  static JsonMapper mapper() {
    return JsonMapper.builder()
        .addModule(new SimpleModule().setDeserializerModifier(new AbsentIsMissing()))
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
        .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
        .disable(
            MapperFeature.ALLOW_COERCION_OF_SCALARS,
            MapperFeature.AUTO_DETECT_CREATORS,
            MapperFeature.AUTO_DETECT_FIELDS,
            MapperFeature.AUTO_DETECT_GETTERS,
            MapperFeature.AUTO_DETECT_IS_GETTERS,
            MapperFeature.AUTO_DETECT_SETTERS)
        .build();
  }

  private static final class AbsentIsMissing extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription type, JsonDeserializer<?> usual) {
      return JsonField.class.isAssignableFrom(type.getBeanClass()) ? new Field(usual) : usual;
    }
  }

  private static final class Field extends DelegatingDeserializer {
    private static final long serialVersionUID = 1;

    Field(JsonDeserializer<?> usual) {
      super(usual);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> usual) {
      return new Field(usual);
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return JsonMissing.of();
    }
  }
}
