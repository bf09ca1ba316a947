"""Who gets what at every URL, in every state of what it is about: facts, written by hand (AC-01, AC-02).

A line is a URL by its name, the method, the case (see `cases.py`), and the status that each of these people gets:

nur inv pri  research nurse, investigator, principal investigator of site 301, which is where everything happens
mon          monitor of site 301
dat spo med ins  data manager, sponsor, medical monitor, inspector of every site
adm          administrator of every site
oth          research nurse of site 302
rev          was a research nurse of site 301; the role was revoked after sign-in
non          nobody signed in; somebody deactivated after sign-in is the same

404 elsewhere, 403 without the right, 405 for a method that the URL does not take, 422 (API: 400) for what was typed
wrongly, 409 for what somebody else changed in between. 401 stands for the request to sign in: a person is led to the
form, a script gets the bare status. 302 leads anywhere else. The second factor is 404 because nobody here has one.
`api-*` is every declared form.
"""

TABLE = """
URL                    method case          nur inv pri mon dat spo med ins adm oth rev non

healthz                GET    .             200 200 200 200 200 200 200 200 200 200 200 200
set_language           GET    .             405 405 405 405 405 405 405 405 405 405 405 405
set_language           POST   .             302 302 302 302 302 302 302 302 302 302 302 302
account_login          GET    .             302 302 302 302 302 302 302 302 302 302 302 200
account_logout         GET    .             200 200 200 200 200 200 200 200 200 200 200 302
account_logout         POST   .             302 302 302 302 302 302 302 302 302 302 302 302
account_inactive       GET    .             200 200 200 200 200 200 200 200 200 200 200 200
account_reauthenticate GET    .             200 200 200 200 200 200 200 200 200 200 200 401
account_change_password GET   .             200 200 200 200 200 200 200 200 200 200 200 401
account_change_password POST  empty         200 200 200 200 200 200 200 200 200 200 200 401
account_reset_password_from_key GET wrong   200 200 200 200 200 200 200 200 200 200 200 200
account_reset_password_from_key POST wrong  200 200 200 200 200 200 200 200 200 200 200 200
account_reset_password_from_key_done GET .  200 200 200 200 200 200 200 200 200 200 200 200
mfa_index              GET    .             200 200 200 200 200 200 200 200 200 200 200 401
mfa_authenticate       GET    .             302 302 302 302 302 302 302 302 302 302 302 302
mfa_reauthenticate     GET    .             302 302 302 302 302 302 302 302 302 302 302 401
mfa_activate_totp      GET    .             302 302 302 302 302 302 302 302 302 302 302 401
mfa_deactivate_totp    GET    .             404 404 404 404 404 404 404 404 404 404 404 401
mfa_view_recovery_codes GET   .             404 404 404 404 404 404 404 404 404 404 404 401
mfa_generate_recovery_codes GET .           302 302 302 302 302 302 302 302 302 302 302 401
mfa_download_recovery_codes GET .           404 404 404 404 404 404 404 404 404 404 404 401
usersessions_list      GET    .             200 200 200 200 200 200 200 200 200 200 200 401
my_sign_ins            GET    .             200 200 200 200 200 200 200 200 200 200 200 401
my_sign_ins            POST   .             405 405 405 405 405 405 405 405 405 405 405 405
my_tokens              GET    .             200 200 200 200 200 200 200 200 403 200 403 401
my_tokens              POST   new           200 200 200 200 200 200 200 200 403 200 403 401
my_tokens              POST   empty         422 422 422 422 422 422 422 422 403 422 403 401
revoke_my_token        GET    staff         405 405 405 405 405 405 405 405 403 405 403 401
revoke_my_token        POST   staff         404 404 404 404 404 404 404 404 403 404 403 401

user_list              GET    .             403 403 403 403 403 403 403 403 200 403 403 401
user_list              POST   .             405 405 405 405 405 405 405 405 405 405 405 405
user_add               GET    .             403 403 403 403 403 403 403 403 200 403 403 401
user_add               POST   new           403 403 403 403 403 403 403 403 302 403 403 401
user_add               POST   taken         403 403 403 403 403 403 403 403 409 403 403 401
user_detail            GET    staff         403 403 403 403 403 403 403 403 200 403 403 401
user_detail            GET    nobody        403 403 403 403 403 403 403 403 404 403 403 401
user_detail            POST   staff         405 405 405 405 405 405 405 405 405 405 405 405
user_grant             GET    staff         405 405 405 405 405 405 405 405 405 405 405 405
user_grant             POST   staff         403 403 403 403 403 403 403 403 302 403 403 401
user_grant             POST   oneself       403 403 403 403 403 403 403 403 403 403 403 401
user_grant             POST   no_reason     403 403 403 403 403 403 403 403 400 403 403 401
user_revoke            GET    staff         405 405 405 405 405 405 405 405 405 405 405 405
user_revoke            POST   staff         403 403 403 403 403 403 403 403 302 403 403 401
user_revoke            POST   nobody        403 403 403 403 403 403 403 403 404 403 403 401
user_deactivate        GET    staff         405 405 405 405 405 405 405 405 405 405 405 405
user_deactivate        POST   staff         403 403 403 403 403 403 403 403 302 403 403 401
user_deactivate        POST   oneself       403 403 403 403 403 403 403 403 403 403 403 401
user_link              GET    staff         405 405 405 405 405 405 405 405 405 405 405 405
user_link              POST   staff         403 403 403 403 403 403 403 403 200 403 403 401
user_link              POST   oneself       403 403 403 403 403 403 403 403 403 403 403 401

site_list              GET    .             403 403 403 403 403 403 403 403 200 403 403 401
site_list              POST   .             403 403 403 403 403 403 403 403 405 403 403 401
site_edit              GET    own           403 403 403 403 403 403 403 403 200 403 403 401
site_edit              GET    unknown       403 403 403 403 403 403 403 403 404 403 403 401
site_edit              POST   own           403 403 403 403 403 403 403 403 302 403 403 401
site_edit              POST   no_reason     403 403 403 403 403 403 403 403 422 403 403 401
site_edit              POST   unknown       403 403 403 403 403 403 403 403 404 403 403 401

protocol               GET    .             302 302 302 302 302 302 302 302 403 200 403 401
protocol               POST   .             405 405 405 405 405 405 405 405 403 405 403 401
protocol_version       GET    loaded        200 200 200 200 200 200 200 200 403 404 403 401
protocol_version       GET    unknown       404 404 404 404 404 404 404 404 403 404 403 401
protocol_approve       GET    loaded        403 403 405 403 403 403 403 403 403 403 403 401
protocol_approve       POST   loaded        403 403 302 403 403 403 403 403 403 403 403 401
protocol_approve       POST   no_reason     403 403 422 403 403 403 403 403 403 403 403 401
protocol_approve       POST   elsewhere     403 403 404 403 403 403 403 403 403 403 403 401
dose_decisions         GET    .             200 200 200 200 200 200 200 200 403 200 403 401
dose_decisions         POST   .             405 405 405 405 405 405 405 405 403 405 403 401
dose_decision_record   GET    loaded        403 403 200 403 403 403 200 403 403 403 403 401
dose_decision_record   GET    unknown       403 403 404 403 403 403 404 403 403 403 403 401
dose_decision_record   POST   loaded        403 403 422 403 403 403 422 403 403 403 403 401
dose_decision_record   POST   stale         403 403 409 403 403 403 409 403 403 403 403 401
dose_decision_sign     GET    nobody        403 403 405 403 403 403 405 403 403 403 403 401
dose_decision_sign     POST   nobody        403 403 404 403 403 403 404 403 403 403 403 401
characteristics        GET    .             200 200 200 200 200 200 200 200 403 200 403 401
characteristics        POST   .             405 405 405 405 405 405 405 405 403 405 403 401
characteristics_run    GET    .             422 422 422 422 422 422 422 422 403 404 403 401
characteristics_run    POST   .             405 405 405 405 405 405 405 405 403 405 403 401
characteristics_table  GET    .             422 422 422 422 422 422 422 422 403 404 403 401
characteristics_table  POST   .             405 405 405 405 405 405 405 405 403 405 403 401

cohort_boards          GET    .             302 302 302 302 302 302 302 302 403 200 403 401
cohort_boards          POST   .             405 405 405 405 405 405 405 405 403 405 403 401
cohort_board           GET    loaded        200 200 200 200 200 200 200 200 403 404 403 401
cohort_board           GET    unknown       404 404 404 404 404 404 404 404 403 404 403 401
cohort_board           POST   loaded        405 405 405 405 405 405 405 405 403 405 403 401
slot_take              GET    loaded        405 405 405 403 403 403 403 403 403 405 403 401
slot_take              POST   loaded        422 422 422 403 403 403 403 403 403 404 403 401
slot_take              POST   unknown       404 404 404 403 403 403 403 403 403 404 403 401
slot_plan              GET    present       405 405 405 403 403 403 403 403 403 405 403 401
slot_plan              POST   present       422 422 422 403 403 403 403 403 403 404 403 401
slot_plan              POST   no_number     404 404 404 403 403 403 403 403 403 404 403 401
slot_release           GET    present       405 405 405 403 403 403 403 403 403 405 403 401
slot_release           POST   present       422 422 422 403 403 403 403 403 403 404 403 401
slot_release           POST   no_number     404 404 404 403 403 403 403 403 403 404 403 401

studies                GET    .             302 302 302 302 302 302 302 302 403 200 403 401
studies                POST   .             405 405 405 405 405 405 405 405 403 405 403 401
study                  GET    loaded        200 200 200 200 200 200 200 200 403 404 403 401
study                  GET    unknown       404 404 404 404 404 404 404 404 403 404 403 401
study                  POST   loaded        405 405 405 405 405 405 405 405 403 405 403 401
study_plot             GET    plot          200 200 200 200 200 200 200 200 403 404 403 401
study_plot             GET    no_such_plot  404 404 404 404 404 404 404 404 403 404 403 401
study_plot             GET    no_such_kind  404 404 404 404 404 404 404 404 403 404 403 401
study_plot             GET    no_such_trial 404 404 404 404 404 404 404 404 403 404 403 401
study_plot             POST   plot          405 405 405 405 405 405 405 405 403 405 403 401
study_plot_data        GET    data          403 403 403 403 200 200 403 200 403 403 403 401
study_plot_data        GET    no_such_data  403 403 403 403 404 404 403 404 403 403 403 401
study_plot_data        POST   data          403 403 403 403 405 405 403 405 403 403 403 401
course                 GET    course        200 200 200 200 200 200 200 200 403 404 403 401
course                 GET    no_course     404 404 404 404 404 404 404 404 403 404 403 401
course                 POST   course        405 405 405 405 405 405 405 405 403 405 403 401
course_plot            GET    picture       200 200 200 200 200 200 200 200 403 404 403 401
course_plot            GET    no_such_kind  404 404 404 404 404 404 404 404 403 404 403 401
course_plot            GET    no_picture    404 404 404 404 404 404 404 404 403 404 403 401
course_plot            POST   picture       405 405 405 405 405 405 405 405 403 405 403 401
course_data            GET    course        403 403 403 403 200 200 403 200 403 403 403 401
course_data            GET    no_course     403 403 403 403 404 404 403 404 403 403 403 401
course_data            POST   course        403 403 403 403 405 405 403 405 403 403 403 401

register               GET    .             200 200 200 403 403 403 403 403 403 200 403 401
register               POST   own           302 302 302 403 403 403 403 403 403 422 403 401
register               POST   elsewhere     422 422 422 403 403 403 403 403 403 422 403 401
register               POST   not_approved  422 422 422 403 403 403 403 403 403 422 403 401
identity               GET    present       200 200 200 403 403 403 403 403 403 404 403 401
identity               GET    unknown       404 404 404 403 403 403 403 403 403 404 403 401
identity               POST   present       405 405 405 403 403 403 403 403 403 405 403 401

safety_clocks          GET    .             200 200 200 200 200 200 200 200 403 200 403 401
safety_clocks          POST   .             405 405 405 405 405 405 405 405 403 405 403 401

home                   GET    .             200 200 200 200 200 200 200 200 302 200 302 401
home                   POST   .             405 405 405 405 405 405 405 405 405 405 405 401
subjects               GET    .             200 200 200 200 200 200 200 200 403 200 403 401
subjects               POST   .             405 405 405 405 405 405 405 405 403 405 403 401
casebook               GET    present       200 200 200 200 200 200 200 200 403 404 403 401
casebook               GET    unknown       404 404 404 404 404 404 404 404 403 404 403 401
casebook               POST   present       405 405 405 405 405 405 405 405 403 405 403 401
visit_not_done         GET    visit         200 200 200 403 403 403 403 403 403 404 403 401
visit_not_done         GET    no_such_visit 404 404 404 403 403 403 403 403 403 404 403 401
visit_not_done         GET    unknown       404 404 404 403 403 403 403 403 403 404 403 401
visit_not_done         POST   visit         422 422 422 403 403 403 403 403 403 404 403 401
visit_not_done         POST   no_reason     422 422 422 403 403 403 403 403 403 404 403 401
visit_take_back        GET    visit         405 405 405 403 403 403 403 403 403 405 403 401
visit_take_back        POST   visit         302 302 302 403 403 403 403 403 403 404 403 401
visit_take_back        POST   unknown       404 404 404 403 403 403 403 403 403 404 403 401
judgements             GET    .             200 200 200 200 200 200 200 200 403 200 403 401
judgements             POST   .             405 405 405 405 405 405 405 405 403 405 403 401
page_list              GET    table         200 200 200 200 200 200 200 200 403 200 403 401
page_list              GET    no_such_form  404 404 404 404 404 404 404 404 403 404 403 401
page_list              POST   table         405 405 405 405 405 405 405 405 403 405 403 401

page                   GET    present       200 200 200 200 200 200 200 200 403 404 403 401
page                   GET    absent        200 200 200 200 200 200 200 200 403 404 403 401
page                   GET    locked        200 200 200 200 200 200 200 200 403 404 403 401
page                   GET    early         302 302 302 200 200 200 200 200 403 404 403 401
page                   GET    unknown       404 404 404 404 404 404 404 404 403 404 403 401
page                   GET    no_such_form  404 404 404 404 404 404 404 404 403 404 403 401
page                   GET    no_such_visit 404 404 404 404 404 404 404 404 403 404 403 401
page                   POST   present       302 302 302 403 403 403 403 403 403 404 403 401
page                   POST   no_reason     422 422 422 403 403 403 403 403 403 404 403 401
page                   POST   stale         409 409 409 403 403 403 403 403 403 404 403 401
page                   POST   absent        302 302 302 403 403 403 403 403 403 404 403 401
page                   POST   second        422 422 422 403 403 403 403 403 403 404 403 401
page                   POST   locked        422 422 422 403 403 403 403 403 403 404 403 401
page                   POST   early         422 422 422 403 403 403 403 403 403 404 403 401
page                   POST   unknown       404 404 404 404 404 404 404 404 403 404 403 401
page                   POST   no_such_form  404 404 404 403 403 403 403 403 403 404 403 401
page                   POST   no_such_visit 404 404 404 403 403 403 403 403 403 404 403 401
next_page              GET    present       302 302 302 302 302 302 302 302 403 404 403 401
next_page              GET    unknown       404 404 404 404 404 404 404 404 403 404 403 401
next_page              POST   present       405 405 405 405 405 405 405 405 403 405 403 401
compute                GET    present       405 405 405 403 403 403 403 403 403 405 403 401
compute                POST   present       200 200 200 403 403 403 403 403 403 404 403 401
compute                POST   absent        200 200 200 403 403 403 403 403 403 404 403 401
compute                POST   unknown       404 404 404 403 403 403 403 403 403 404 403 401
draft                  GET    present       405 405 405 403 403 403 403 403 403 405 403 401
draft                  POST   present       204 204 204 403 403 403 403 403 403 404 403 401
draft                  POST   absent        204 204 204 403 403 403 403 403 403 404 403 401
draft                  POST   unknown       404 404 404 403 403 403 403 403 403 404 403 401
discard_draft          GET    present       405 405 405 403 403 403 403 403 403 405 403 401
discard_draft          POST   present       302 302 302 403 403 403 403 403 403 404 403 401
discard_draft          POST   unknown       404 404 404 403 403 403 403 403 403 404 403 401
lock                   GET    present       403 403 403 403 405 403 403 403 403 403 403 401
lock                   POST   present       403 403 403 403 302 403 403 403 403 403 403 401
lock                   POST   unlock        403 403 403 403 302 403 403 403 403 403 403 401
lock                   POST   no_reason     403 403 403 403 302 403 403 403 403 403 403 401
lock                   POST   absent        403 403 403 403 404 403 403 403 403 403 403 401
lock                   POST   unknown       403 403 403 403 404 403 403 403 403 403 403 401
raise_query            GET    present       403 403 403 405 405 403 403 403 403 403 403 401
raise_query            POST   present       403 403 403 302 302 403 403 403 403 403 403 401
raise_query            POST   absent        403 403 403 404 404 403 403 403 403 403 403 401
raise_query            POST   unknown       403 403 403 404 404 403 403 403 403 403 403 401
query_list             GET    .             200 200 200 200 200 200 200 200 403 200 403 401
query_list             POST   .             405 405 405 405 405 405 405 405 403 405 403 401
close_query            GET    raised        403 403 403 405 405 403 403 403 403 403 403 401
close_query            POST   raised        403 403 403 302 302 403 403 403 403 403 403 401
close_query            POST   nobody        403 403 403 404 404 403 403 403 403 403 403 401

history                GET    present       200 200 200 200 200 200 200 200 403 404 403 401
history                GET    locked        200 200 200 200 200 200 200 200 403 404 403 401
history                GET    absent        404 404 404 404 404 404 404 404 403 404 403 401
history                GET    unknown       404 404 404 404 404 404 404 404 403 404 403 401
history                POST   present       405 405 405 405 405 405 405 405 403 405 403 401
audit_trail            GET    .             200 200 200 200 200 200 200 200 403 200 403 401
audit_trail            POST   .             405 405 405 405 405 405 405 405 403 405 403 401

annotated_crf          GET    .             200 200 200 200 200 200 200 200 403 200 403 401
annotated_crf          POST   .             405 405 405 405 405 405 405 405 403 405 403 401
export                 GET    .             403 403 403 403 200 200 403 200 403 403 403 401
export                 POST   .             403 403 403 403 405 405 403 405 403 403 403 401
export_archive         GET    .             403 403 403 403 200 200 403 200 403 403 403 401
export_archive         POST   .             403 403 403 403 405 405 403 405 403 403 403 401
export_table           GET    table         403 403 403 403 200 200 403 200 403 403 403 401
export_table           GET    no_such_form  403 403 403 403 404 404 403 404 403 403 403 401
export_table           POST   table         403 403 403 403 405 405 403 405 403 403 403 401
export_rows            GET    rows          403 403 403 403 200 200 403 200 403 403 403 401
export_rows            GET    no_such_rows  403 403 403 403 404 404 403 404 403 403 403 401
export_rows            POST   rows          403 403 403 403 405 405 403 405 403 403 403 401

api-schema             GET    .             200 200 200 200 200 200 200 200 200 200 200 401
api-schema             POST   .             405 405 405 405 405 405 405 405 405 405 405 401
api-forms              GET    .             200 200 200 200 200 200 200 200 403 200 403 401
api-forms              POST   .             405 405 405 405 405 405 405 405 403 405 403 401
api-*-list             GET    .             200 200 200 200 200 200 200 200 403 200 403 401
api-*-list             POST   absent        201 201 201 403 403 403 403 403 403 404 403 401
api-*-list             POST   present       409 409 409 403 403 403 403 403 403 404 403 401
api-*-list             POST   second        409 409 409 403 403 403 403 403 403 404 403 401
api-*-list             POST   early         409 409 409 403 403 403 403 403 403 404 403 401
api-*-list             POST   unknown       404 404 404 404 404 404 404 404 403 404 403 401
api-*-list             POST   no_such_visit 400 400 400 403 403 403 403 403 403 404 403 401
api-*-list             POST   more_keys     400 400 400 400 400 400 400 400 403 400 403 401
api-*-list             OPTIONS present      200 200 200 200 200 200 200 200 403 200 403 401
api-*-list             PUT    present       405 405 405 405 405 405 405 405 403 405 403 401
api-*-list             DELETE present       405 405 405 405 405 405 405 405 403 405 403 401
api-*-detail           GET    present       200 200 200 200 200 200 200 200 403 404 403 401
api-*-detail           GET    locked        200 200 200 200 200 200 200 200 403 404 403 401
api-*-detail           GET    nobody        404 404 404 404 404 404 404 404 403 404 403 401
api-*-detail           PATCH  present       200 200 200 403 403 403 403 403 403 404 403 401
api-*-detail           PATCH  no_reason     400 400 400 403 403 403 403 403 403 404 403 401
api-*-detail           PATCH  stale         409 409 409 403 403 403 403 403 403 404 403 401
api-*-detail           PATCH  no_version    428 428 428 403 403 403 403 403 403 404 403 401
api-*-detail           PATCH  more_keys     400 400 400 403 403 403 403 403 403 404 403 401
api-*-detail           PATCH  locked        423 423 423 403 403 403 403 403 403 404 403 401
api-*-detail           PATCH  nobody        404 404 404 404 404 404 404 404 403 404 403 401
api-*-detail           POST   present       405 405 405 405 405 405 405 405 403 405 403 401
api-*-detail           OPTIONS present      200 200 200 200 200 200 200 200 403 200 403 401
api-*-detail           OPTIONS nobody       200 200 200 200 200 200 200 200 403 200 403 401
api-*-detail           PUT    present       405 405 405 405 405 405 405 405 403 405 403 401
api-*-detail           DELETE present       405 405 405 405 405 405 405 405 403 405 403 401
"""
