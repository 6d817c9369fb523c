"""Words whose point ends no sentence, in English, Azerbaijani, Turkish and Russian; separated by spaces."""

ABBREVIATIONS = (
    "mr mrs ms dr prof st sr jr rev gen col capt lt sgt no nos art arts par para vs etc eg ie cf approx ca "
    "jan feb mar apr jun jul aug sep sept oct nov dec vol ed eds fig pp ch sec inc ltd co "
    "cən xan bax məs səh küç ray şəh il ə "
    "av doç sn yrd alb bkz örn mah cad sok "
    "г гг ул им д т е п ст ч с стр руб коп тыс млн млрд проф акад др пр см напр обл р"
)
